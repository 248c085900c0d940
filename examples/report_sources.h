/*
 * Figures that the source documents print, beside those computed here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef REPORT_SOURCES_H
#define REPORT_SOURCES_H

/* Prints them all, with their sources. */
void report_sources(void);

#endif
