// app/(panel)/reports/notifications/export/tables.ts

/** Every table of the report, and the rows behind it. */
export const EXPORTS = [
  'steps',
  'days',
  'reasons',
  'stores',
  'instances',
  'lift',
  'recoveries',
  'messages',
] as const
export type ExportTable = (typeof EXPORTS)[number]
