// components/figures/other.ts

/** As `OTHER_ORIGINS` of lib/reports/visit-origin: a component takes types alone from there. */
export const OTHER = '*'
