// lib/kernel/lead-consent.ts

/**
 * Which version of `leadForm.consent` and `leadForm.promise` the catalogues hold. Raised with every
 * change of those words, so that each lead tells what it agreed to: a test compares them.
 */
export const LEAD_CONSENT_VERSION = 1
