/*
 * The layouts that are frozen, and those that may only grow at their end, as assertions of the
 * compiler. layout.sh compiles this for machines of several kinds; nothing is linked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>

#define P                sizeof(void *)
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type " has another size")
#define AT(type, member, offset)                                                                   \
    _Static_assert(offsetof(type, member) == (offset), #type "." #member " lies elsewhere")

SIZE(nkt_status, 4);

/* Frozen for ever. */
SIZE(nkt_column, 6 * P + 40);
AT(nkt_column, values, 0);
AT(nkt_column, validity, P);
AT(nkt_column, reasons, 2 * P);
AT(nkt_column, flags, 3 * P);
AT(nkt_column, rows, 4 * P);
AT(nkt_column, name, 5 * P);
AT(nkt_column, stride, 6 * P);
AT(nkt_column, reasons_stride, 6 * P + 8);
AT(nkt_column, validity_offset, 6 * P + 16);
AT(nkt_column, length, 6 * P + 24);
AT(nkt_column, type, 6 * P + 32);
AT(nkt_column, id, 6 * P + 36);

SIZE(nkt_error, 320);
AT(nkt_error, status, 0);
AT(nkt_error, reason, 4);
AT(nkt_error, argument, 8);
AT(nkt_error, item, 12);
AT(nkt_error, id, 16);
AT(nkt_error, reserved, 20);
AT(nkt_error, row, 24);
AT(nkt_error, rows_affected, 32);
AT(nkt_error, value, 40);
AT(nkt_error, bound, 48);
AT(nkt_error, subject, 56);
AT(nkt_error, message, 120);

SIZE(nkt_estimate, 40);
AT(nkt_estimate, value, 0);
AT(nkt_estimate, lower, 8);
AT(nkt_estimate, upper, 16);
AT(nkt_estimate, basis, 24);
AT(nkt_estimate, state, 32);
AT(nkt_estimate, flags, 36);

SIZE(nkt_total, 32);
AT(nkt_total, value, 0);
AT(nkt_total, contributors, 8);
AT(nkt_total, members, 16);
AT(nkt_total, flags, 24);
AT(nkt_total, state, 28);

SIZE(nkt_ols_test, 48);
AT(nkt_ols_test, f, 0);
AT(nkt_ols_test, df1, 8);
AT(nkt_ols_test, df2, 16);
AT(nkt_ols_test, p, 24);
AT(nkt_ols_test, chi2, 32);
AT(nkt_ols_test, partial_r2, 40);

SIZE(nkt_disclosed_pairs, 32);
AT(nkt_disclosed_pairs, pairs, 0);
AT(nkt_disclosed_pairs, wholes, 8);
AT(nkt_disclosed_pairs, part, 16);
AT(nkt_disclosed_pairs, whole, 24);

SIZE(nkt_noise, 24);
AT(nkt_noise, count, 0);
AT(nkt_noise, change, 8);
AT(nkt_noise, probability, 16);

SIZE(nkt_feasible, 40);
AT(nkt_feasible, lower, 0);
AT(nkt_feasible, upper, 8);
AT(nkt_feasible, reached_lower, 16);
AT(nkt_feasible, reached_upper, 24);
AT(nkt_feasible, verdict, 32);
AT(nkt_feasible, exact, 36);

/* May grow at the end: a new member is a new line here, and a new size. */
SIZE(nkt_options, 56);
AT(nkt_options, size, 0);
AT(nkt_options, mode, 4);
AT(nkt_options, confidence, 8);
AT(nkt_options, minimum_basis, 16);
AT(nkt_options, correlation, 24);
AT(nkt_options, noise_variance, 32);
AT(nkt_options, share_interval, 40);
AT(nkt_options, rate_interval, 44);
AT(nkt_options, difference_interval, 48);
AT(nkt_options, part_above_whole, 52);

SIZE(nkt_ols_options, 32 + NKT_OLS_TERMS_MAX);
AT(nkt_ols_options, size, 0);
AT(nkt_ols_options, intercept, 4);
AT(nkt_ols_options, collinear, 8);
AT(nkt_ols_options, weights, 12);
AT(nkt_ols_options, confidence, 16);
AT(nkt_ols_options, tolerance, 24);
AT(nkt_ols_options, degree, 32);

SIZE(nkt_similar_options, 24);
AT(nkt_similar_options, size, 0);
AT(nkt_similar_options, metric, 4);
AT(nkt_similar_options, scaling, 8);
AT(nkt_similar_options, reserved, 12);
AT(nkt_similar_options, band, 16);

SIZE(nkt_rank_options, 24);
AT(nkt_rank_options, size, 0);
AT(nkt_rank_options, direction, 4);
AT(nkt_rank_options, confidence, 8);
AT(nkt_rank_options, joint, 16);

SIZE(nkt_better_options, 32);
AT(nkt_better_options, size, 0);
AT(nkt_better_options, direction, 4);
AT(nkt_better_options, confidence, 8);
AT(nkt_better_options, certainty, 16);
AT(nkt_better_options, control, 24);
AT(nkt_better_options, reserved, 28);
SIZE(nkt_power_options, 32);
AT(nkt_power_options, size, 0);
AT(nkt_power_options, reserved, 4);
AT(nkt_power_options, confidence, 8);
AT(nkt_power_options, power, 16);
AT(nkt_power_options, correlation, 24);
SIZE(nkt_detectable, 16);
AT(nkt_detectable, up, 0);
AT(nkt_detectable, down, 8);
SIZE(nkt_stability_options, 24);
AT(nkt_stability_options, size, 0);
AT(nkt_stability_options, mode, 4);
AT(nkt_stability_options, confidence, 8);
AT(nkt_stability_options, correlation, 16);

SIZE(nkt_place, 40);
AT(nkt_place, n, 0);
AT(nkt_place, before, 8);
AT(nkt_place, equal, 16);
AT(nkt_place, behind, 24);
AT(nkt_place, rank, 32);

SIZE(nkt_summary, 96);
AT(nkt_summary, minimum, 0);
AT(nkt_summary, lower_quartile, 8);
AT(nkt_summary, median, 16);
AT(nkt_summary, upper_quartile, 24);
AT(nkt_summary, maximum, 32);
AT(nkt_summary, mean, 40);
AT(nkt_summary, weighted_mean, 48);
AT(nkt_summary, sd, 56);
AT(nkt_summary, weights, 64);
AT(nkt_summary, n, 72);
AT(nkt_summary, n_weighted, 80);
AT(nkt_summary, n_missing, 88);

SIZE(nkt_test, 48);
AT(nkt_test, statistic, 0);
AT(nkt_test, df, 8);
AT(nkt_test, p, 16);
AT(nkt_test, n, 24);
AT(nkt_test, method, 32);
AT(nkt_test, sign, 36);
AT(nkt_test, flags, 40);
AT(nkt_test, break_id, 44);

SIZE(nkt_trend_options, 96);
AT(nkt_trend_options, size, 0);
AT(nkt_trend_options, measure, 4);
AT(nkt_trend_options, dead_band, 8);
AT(nkt_trend_options, confidence, 16);
AT(nkt_trend_options, correlation, 24);
AT(nkt_trend_options, autocorrelation, 32);
AT(nkt_trend_options, draws, 40);
AT(nkt_trend_options, seed, 48);
AT(nkt_trend_options, across_breaks, 56);
AT(nkt_trend_options, mode, 60);
AT(nkt_trend_options, tolerance, 64);
AT(nkt_trend_options, renewal, 72);
AT(nkt_trend_options, dispersion, 80);
AT(nkt_trend_options, dispersion_df, 88);

SIZE(nkt_trend_result, 288);
AT(nkt_trend_result, change, 0);
AT(nkt_trend_result, slope, 40);
AT(nkt_trend_result, monotone, 80);
AT(nkt_trend_result, differ, 128);
AT(nkt_trend_result, turn, 176);
AT(nkt_trend_result, turn_year, 224);
AT(nkt_trend_result, dispersion, 232);
AT(nkt_trend_result, dispersion_df, 240);
AT(nkt_trend_result, first_year, 248);
AT(nkt_trend_result, last_year, 256);
AT(nkt_trend_result, break_year, 264);
AT(nkt_trend_result, break_id, 272);
AT(nkt_trend_result, verdict, 276);
AT(nkt_trend_result, arrow, 280);
AT(nkt_trend_result, reserved, 284);

SIZE(nkt_revision, 56);
AT(nkt_revision, mean, 0);
AT(nkt_revision, mean_absolute, 8);
AT(nkt_revision, largest, 16);
AT(nkt_revision, largest_row, 24);
AT(nkt_revision, n, 32);
AT(nkt_revision, n_changed, 40);
AT(nkt_revision, n_lost, 48);

SIZE(nkt_decomposition, 32);
AT(nkt_decomposition, difference, 0);
AT(nkt_decomposition, composition, 8);
AT(nkt_decomposition, rates, 16);
AT(nkt_decomposition, state, 24);
AT(nkt_decomposition, reserved, 28);

SIZE(nkt_timeliness_options, 32);
AT(nkt_timeliness_options, size, 0);
AT(nkt_timeliness_options, unit, 4);
AT(nkt_timeliness_options, months, 8);
AT(nkt_timeliness_options, days, 12);
AT(nkt_timeliness_options, gap, 16);
AT(nkt_timeliness_options, until_given, 20);
AT(nkt_timeliness_options, until, 24);

SIZE(nkt_case_time, 56);
AT(nkt_case_time, deadline, 0);
AT(nkt_case_time, first_offer, 8);
AT(nkt_case_time, delay, 16);
AT(nkt_case_time, longest_gap, 24);
AT(nkt_case_time, n_gaps, 32);
AT(nkt_case_time, n_offers, 36);
AT(nkt_case_time, status, 40);
AT(nkt_case_time, flags, 44);
AT(nkt_case_time, state, 48);
AT(nkt_case_time, reserved, 52);

SIZE(nkt_timeliness, 192);
AT(nkt_timeliness, in_time, 0);
AT(nkt_timeliness, without_gap, 40);
AT(nkt_timeliness, n_in_time, 80);
AT(nkt_timeliness, n_late, 88);
AT(nkt_timeliness, n_overdue, 96);
AT(nkt_timeliness, n_not_due, 104);
AT(nkt_timeliness, n_no_deadline, 112);
AT(nkt_timeliness, n_unknown, 120);
AT(nkt_timeliness, n_gaps, 128);
AT(nkt_timeliness, n_open_gaps, 136);
AT(nkt_timeliness, n_unsorted, 144);
AT(nkt_timeliness, n_with_offer, 152);
AT(nkt_timeliness, n_without_gap, 160);
AT(nkt_timeliness, n_moved, 168);
AT(nkt_timeliness, late_days, 176);
AT(nkt_timeliness, mean_delay, 184);

SIZE(nkt_cost, 96);
AT(nkt_cost, gross, 0);
AT(nkt_cost, net, 8);
AT(nkt_cost, own, 16);
AT(nkt_cost, benefit_share, 24);
AT(nkt_cost, reimbursed_share, 32);
AT(nkt_cost, per_inhabitant, 40);
AT(nkt_cost, per_recipient, 48);
AT(nkt_cost, per_person_year, 56);
AT(nkt_cost, reference, 64);
AT(nkt_cost, deviation, 72);
AT(nkt_cost, n_rows, 80);
AT(nkt_cost, state, 88);
AT(nkt_cost, flags, 92);

SIZE(nkt_cost_options, 16);
AT(nkt_cost_options, size, 0);
AT(nkt_cost_options, reserved, 4);
AT(nkt_cost_options, confidence, 8);

SIZE(nkt_fieller_input, 48);
AT(nkt_fieller_input, x, 0);
AT(nkt_fieller_input, y, 8);
AT(nkt_fieller_input, var_x, 16);
AT(nkt_fieller_input, var_y, 24);
AT(nkt_fieller_input, cov, 32);
AT(nkt_fieller_input, df, 40);

SIZE(nkt_fieller, 32);
AT(nkt_fieller, ratio, 0);
AT(nkt_fieller, lower, 8);
AT(nkt_fieller, upper, 16);
AT(nkt_fieller, kind, 24);
AT(nkt_fieller, reserved, 28);

SIZE(nkt_cost_outcome, 104);
AT(nkt_cost_outcome, cost, 0);
AT(nkt_cost_outcome, outcome, 8);
AT(nkt_cost_outcome, var_cost, 16);
AT(nkt_cost_outcome, var_outcome, 24);
AT(nkt_cost_outcome, cov, 32);
AT(nkt_cost_outcome, per_outcome, 40);
AT(nkt_cost_outcome, n, 72);
AT(nkt_cost_outcome, n_without, 80);
AT(nkt_cost_outcome, n_outcome, 88);
AT(nkt_cost_outcome, total, 96);

SIZE(nkt_cost_incremental, 88);
AT(nkt_cost_incremental, cost, 0);
AT(nkt_cost_incremental, cost_lower, 8);
AT(nkt_cost_incremental, cost_upper, 16);
AT(nkt_cost_incremental, outcome, 24);
AT(nkt_cost_incremental, outcome_lower, 32);
AT(nkt_cost_incremental, outcome_upper, 40);
AT(nkt_cost_incremental, per_outcome, 48);
AT(nkt_cost_incremental, standing, 80);
AT(nkt_cost_incremental, reserved, 84);

SIZE(nkt_frontier, 56);
AT(nkt_frontier, input, 0);
AT(nkt_frontier, output, 8);
AT(nkt_frontier, input_peer, 16);
AT(nkt_frontier, output_peer, 24);
AT(nkt_frontier, dominated_by, 32);
AT(nkt_frontier, n_dominating, 40);
AT(nkt_frontier, state, 48);
AT(nkt_frontier, reserved, 52);

SIZE(nkt_payback, 40);
AT(nkt_payback, saving, 0);
AT(nkt_payback, net, 8);
AT(nkt_payback, per_krona, 16);
AT(nkt_payback, months, 24);
AT(nkt_payback, highest_cost, 32);

SIZE(nkt_cohort_year, 200);
AT(nkt_cohort_year, resident, 0);
AT(nkt_cohort_year, employed, 40);
AT(nkt_cohort_year, studying, 80);
AT(nkt_cohort_year, self_supporting, 120);
AT(nkt_cohort_year, income_lower_quartile, 160);
AT(nkt_cohort_year, income_median, 168);
AT(nkt_cohort_year, income_upper_quartile, 176);
AT(nkt_cohort_year, n, 184);
AT(nkt_cohort_year, n_income, 192);

SIZE(nkt_cohort_options, 24);
AT(nkt_cohort_options, size, 0);
AT(nkt_cohort_options, limits, 4);
AT(nkt_cohort_options, confidence, 8);
AT(nkt_cohort_options, horizon, 16);

SIZE(nkt_curve_point, 72);
AT(nkt_curve_point, time, 0);
AT(nkt_curve_point, value, 8);
AT(nkt_curve_point, se, 16);
AT(nkt_curve_point, lower, 24);
AT(nkt_curve_point, upper, 32);
AT(nkt_curve_point, at_risk, 40);
AT(nkt_curve_point, n_events, 48);
AT(nkt_curve_point, n_other, 56);
AT(nkt_curve_point, n_censored, 64);

SIZE(nkt_waiting_difference, 80);
AT(nkt_waiting_difference, difference, 0);
AT(nkt_waiting_difference, se, 8);
AT(nkt_waiting_difference, lower, 16);
AT(nkt_waiting_difference, upper, 24);
AT(nkt_waiting_difference, first, 32);
AT(nkt_waiting_difference, second, 40);
AT(nkt_waiting_difference, horizon, 48);
AT(nkt_waiting_difference, n_first, 56);
AT(nkt_waiting_difference, n_second, 64);
AT(nkt_waiting_difference, n_without, 72);

SIZE(nkt_waiting, 96);
AT(nkt_waiting, median, 0);
AT(nkt_waiting, median_lower, 8);
AT(nkt_waiting, median_upper, 16);
AT(nkt_waiting, mean, 24);
AT(nkt_waiting, mean_se, 32);
AT(nkt_waiting, mean_lower, 40);
AT(nkt_waiting, mean_upper, 48);
AT(nkt_waiting, horizon, 56);
AT(nkt_waiting, n, 64);
AT(nkt_waiting, n_events, 72);
AT(nkt_waiting, n_censored, 80);
AT(nkt_waiting, n_without, 88);

SIZE(nkt_expected_time_options, 16);
AT(nkt_expected_time_options, size, 0);
AT(nkt_expected_time_options, reserved, 4);
AT(nkt_expected_time_options, confidence, 8);

SIZE(nkt_expected_time, 64);
AT(nkt_expected_time, observed, 0);
AT(nkt_expected_time, expected, 8);
AT(nkt_expected_time, deviation, 16);
AT(nkt_expected_time, se, 24);
AT(nkt_expected_time, lower, 32);
AT(nkt_expected_time, upper, 40);
AT(nkt_expected_time, n, 48);
AT(nkt_expected_time, state, 56);
AT(nkt_expected_time, reserved, 60);

SIZE(nkt_survey, 144);
AT(nkt_survey, plan, 0);
AT(nkt_survey, individualisation, 40);
AT(nkt_survey, cooperation, 80);
AT(nkt_survey, individualisation_sd, 120);
AT(nkt_survey, cooperation_sd, 128);
AT(nkt_survey, n, 136);

SIZE(nkt_survey_difference, 56);
AT(nkt_survey_difference, statistic, 0);
AT(nkt_survey_difference, df, 8);
AT(nkt_survey_difference, df_within, 16);
AT(nkt_survey_difference, p, 24);
AT(nkt_survey_difference, spread, 32);
AT(nkt_survey_difference, n_groups, 40);
AT(nkt_survey_difference, method, 48);
AT(nkt_survey_difference, reserved, 52);

SIZE(nkt_components, 64);
AT(nkt_components, persistent, 0);
AT(nkt_components, transitory, 8);
AT(nkt_components, chance, 16);
AT(nkt_components, persistent_se, 24);
AT(nkt_components, transitory_se, 32);
AT(nkt_components, share, 40);
AT(nkt_components, n_units, 48);
AT(nkt_components, n_rows, 56);

SIZE(nkt_irls_options, 48);
AT(nkt_irls_options, size, 0);
AT(nkt_irls_options, method, 4);
AT(nkt_irls_options, robust, 8);
AT(nkt_irls_options, iterations, 12);
AT(nkt_irls_options, whole, 16);
AT(nkt_irls_options, k, 24);
AT(nkt_irls_options, tolerance, 32);
AT(nkt_irls_options, confidence, 40);

SIZE(nkt_expected_options, 72);
AT(nkt_expected_options, size, 0);
AT(nkt_expected_options, decimals, 4);
AT(nkt_expected_options, tau2_method, 8);
AT(nkt_expected_options, direction, 12);
AT(nkt_expected_options, whole, 16);
AT(nkt_expected_options, minimum_persons, 24);
AT(nkt_expected_options, confidence, 32);
AT(nkt_expected_options, certainty, 40);
AT(nkt_expected_options, above_by, 48);
AT(nkt_expected_options, draws, 56);
AT(nkt_expected_options, seed, 64);

SIZE(nkt_disclosure_options, 56);
AT(nkt_disclosure_options, size, 0);
AT(nkt_disclosure_options, extremes, 4);
AT(nkt_disclosure_options, minimum_numerator, 8);
AT(nkt_disclosure_options, minimum_denominator, 16);
AT(nkt_disclosure_options, minimum_complement, 24);
AT(nkt_disclosure_options, dominance_percent, 32);
AT(nkt_disclosure_options, p_percent, 40);
AT(nkt_disclosure_options, minimum_contributors, 48);
AT(nkt_disclosure_options, dominance_n, 52);

SIZE(nkt_suppression_options, 32);
AT(nkt_suppression_options, size, 0);
AT(nkt_suppression_options, effort, 4);
AT(nkt_suppression_options, width, 8);
AT(nkt_suppression_options, pivots, 16);
AT(nkt_suppression_options, tableau, 24);

SIZE(nkt_rounding_options, 24);
AT(nkt_rounding_options, size, 0);
AT(nkt_rounding_options, base, 4);
AT(nkt_rounding_options, method, 8);
AT(nkt_rounding_options, rounded, 12);
AT(nkt_rounding_options, seed, 16);

SIZE(nkt_funding_part, 40);
AT(nkt_funding_part, n, 0);
AT(nkt_funding_part, n_applied, 8);
AT(nkt_funding_part, n_granted, 16);
AT(nkt_funding_part, applied, 24);
AT(nkt_funding_part, granted, 32);

SIZE(nkt_funding_approval, 120);
AT(nkt_funding_approval, of_all, 0);
AT(nkt_funding_approval, of_decided, 40);
AT(nkt_funding_approval, by_amount, 80);

SIZE(nkt_stated, 24);
AT(nkt_stated, value, 0);
AT(nkt_stated, slack, 8);
AT(nkt_stated, precision, 16);
AT(nkt_stated, reserved, 20);

SIZE(nkt_agreement, 40);
AT(nkt_agreement, parts_lower, 0);
AT(nkt_agreement, parts_upper, 8);
AT(nkt_agreement, left_lower, 16);
AT(nkt_agreement, left_upper, 24);
AT(nkt_agreement, agrees, 32);
AT(nkt_agreement, reserved, 36);

SIZE(nkt_audit_grades, 32);
AT(nkt_audit_grades, fulfilled, 0);
AT(nkt_audit_grades, partly, 8);
AT(nkt_audit_grades, not_fulfilled, 16);
AT(nkt_audit_grades, without, 24);

SIZE(nkt_contradiction, 24);
AT(nkt_contradiction, objective, 0);
AT(nkt_contradiction, lowest, 8);
AT(nkt_contradiction, highest, 12);
AT(nkt_contradiction, lowest_place, 16);
AT(nkt_contradiction, highest_place, 20);

SIZE(nkt_audit_changes, 40);
AT(nkt_audit_changes, better, 0);
AT(nkt_audit_changes, same, 8);
AT(nkt_audit_changes, worse, 16);
AT(nkt_audit_changes, only_before, 24);
AT(nkt_audit_changes, only_now, 32);

SIZE(nkt_goal, 24);
AT(nkt_goal, margin, 0);
AT(nkt_goal, attained, 8);
AT(nkt_goal, state, 16);
AT(nkt_goal, reached, 20);

SIZE(nkt_satisfaction_options, 32);
AT(nkt_satisfaction_options, size, 0);
AT(nkt_satisfaction_options, reserved, 4);
AT(nkt_satisfaction_options, confidence, 8);
AT(nkt_satisfaction_options, approved, 16);
AT(nkt_satisfaction_options, very, 24);

SIZE(nkt_satisfaction, 48);
AT(nkt_satisfaction, index, 0);
AT(nkt_satisfaction, se, 8);
AT(nkt_satisfaction, margin, 16);
AT(nkt_satisfaction, n, 24);
AT(nkt_satisfaction, n_without, 32);
AT(nkt_satisfaction, state, 40);
AT(nkt_satisfaction, level, 44);

SIZE(nkt_driver, 64);
AT(nkt_driver, grade, 0);
AT(nkt_driver, effect, 8);
AT(nkt_driver, effect_se, 16);
AT(nkt_driver, lower, 24);
AT(nkt_driver, upper, 32);
AT(nkt_driver, p, 40);
AT(nkt_driver, priority, 48);
AT(nkt_driver, rank, 52);
AT(nkt_driver, state, 56);
AT(nkt_driver, reserved, 60);

SIZE(nkt_attainment, 32);
AT(nkt_attainment, difference, 0);
AT(nkt_attainment, probability, 8);
AT(nkt_attainment, k, 16);
AT(nkt_attainment, smallest, 24);

/* Read through the library's pointers; may grow at the end. */
SIZE(nkt_indicator, 48 + 6 * P);
SIZE(nkt_composition_entry, 56 + 10 * P);
AT(nkt_composition_entry, id, 0);
AT(nkt_composition_entry, area, 4);
AT(nkt_composition_entry, process, 8);
AT(nkt_composition_entry, adds_up, 12);
AT(nkt_composition_entry, n_inputs, 16);
AT(nkt_composition_entry, n_items, 20);
AT(nkt_composition_entry, inputs, 24);
AT(nkt_composition_entry, items, 56);
AT(nkt_composition_entry, name, 56 + 8 * P);
AT(nkt_composition_entry, title_en, 56 + 9 * P);

AT(nkt_indicator, id, 0);
AT(nkt_indicator, area, 4);
AT(nkt_indicator, kind, 8);
AT(nkt_indicator, unit, 12);
AT(nkt_indicator, better, 16);
AT(nkt_indicator, process, 20);
AT(nkt_indicator, origin, 24);
AT(nkt_indicator, decimals, 28);
AT(nkt_indicator, numerator, 32);
AT(nkt_indicator, numerator_whole, 40);
AT(nkt_indicator, denominator, 44);
AT(nkt_indicator, name, 48);
AT(nkt_indicator, kolada, 48 + P);
AT(nkt_indicator, title_sv, 48 + 2 * P);
AT(nkt_indicator, today_sv, 48 + 3 * P);
AT(nkt_indicator, title_en, 48 + 4 * P);
AT(nkt_indicator, note, 48 + 5 * P);

SIZE(nkt_break, 16 + 3 * P);
AT(nkt_break, id, 0);
AT(nkt_break, year, 4);
AT(nkt_break, kind, 8);
AT(nkt_break, verified, 12);
AT(nkt_break, reason_en, 16);
AT(nkt_break, reason_sv, 16 + P);
AT(nkt_break, source, 16 + 2 * P);

SIZE(nkt_input, 16 + 6 * P);
AT(nkt_input, id, 0);
AT(nkt_input, area, 4);
AT(nkt_input, measure, 8);
AT(nkt_input, lag_of, 12);
AT(nkt_input, name, 16);
AT(nkt_input, kolada, 16 + P);
AT(nkt_input, what, 16 + 2 * P);
AT(nkt_input, when, 16 + 3 * P);
AT(nkt_input, municipality_by, 16 + 4 * P);
AT(nkt_input, source, 16 + 5 * P);

SIZE(nkt_length_options, 32);
AT(nkt_length_options, size, 0);
AT(nkt_length_options, unit, 4);
AT(nkt_length_options, months, 8);
AT(nkt_length_options, days, 12);
AT(nkt_length_options, until_given, 16);
AT(nkt_length_options, reserved, 20);
AT(nkt_length_options, until, 24);

SIZE(nkt_concentration_result, 56);
AT(nkt_concentration_result, total, 0);
AT(nkt_concentration_result, largest, 8);
AT(nkt_concentration_result, gini, 16);
AT(nkt_concentration_result, herfindahl, 24);
AT(nkt_concentration_result, n, 32);
AT(nkt_concentration_result, needed, 40);
AT(nkt_concentration_result, n_zero, 48);

SIZE(nkt_appropriation, 40);
AT(nkt_appropriation, left, 0);
AT(nkt_appropriation, tied_share, 8);
AT(nkt_appropriation, after, 16);
AT(nkt_appropriation, with_more, 24);
AT(nkt_appropriation, needed, 32);

SIZE(nkt_driver_options, 40);
AT(nkt_driver_options, size, 0);
AT(nkt_driver_options, grade_limit_given, 4);
AT(nkt_driver_options, effect_limit_given, 8);
AT(nkt_driver_options, reserved, 12);
AT(nkt_driver_options, grade_limit, 16);
AT(nkt_driver_options, effect_limit, 24);
AT(nkt_driver_options, confidence, 32);

SIZE(nkt_aim, 32);
AT(nkt_aim, target, 0);
AT(nkt_aim, reached, 8);
AT(nkt_aim, n, 16);
AT(nkt_aim, decimals, 24);
AT(nkt_aim, reserved, 28);

SIZE(nkt_attain_options, 24);
AT(nkt_attain_options, size, 0);
AT(nkt_attain_options, reserved, 4);
AT(nkt_attain_options, confidence, 8);
AT(nkt_attain_options, most, 16);
