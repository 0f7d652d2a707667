// lib/platform/log.ts
import pino from 'pino'
import { withoutValues } from './without-values'

type Fields = Readonly<Record<string, unknown>>

/**
 * One JSON line an event on stdout. `level` comes from LOG_LEVEL through `setLogLevel`, because a
 * test or a script may log without the environment of the application. A Secret redacts itself.
 */
const logger = pino({
  level: 'info',
  base: null,
  messageKey: 'message',
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: (error: unknown) => pino.stdSerializers.err(withoutValues(error)) },
  formatters: { level: (label) => ({ level: label }) },
})

const write =
  (level: 'debug' | 'info' | 'warn' | 'error') =>
  (message: string, fields: Fields = {}) =>
    logger[level](fields, message)

export const setLogLevel = (level: 'debug' | 'info' | 'warn' | 'error' | 'silent') => {
  logger.level = level
}

export const log = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
}
