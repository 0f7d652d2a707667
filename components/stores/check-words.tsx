// components/stores/check-words.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { useRuleName } from '@/components/notifications/rule-name'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Check, CheckId } from '@/lib/stores/checklist'

export type CheckWords = {
  readonly storeId: string
  readonly instanceId: string | null
  readonly platform: string
  readonly keyLabel: string
  readonly testButton: string | null
  readonly testInCorner: boolean
  /** Whether the key is made up here and typed in over there. */
  readonly keyOurs: boolean
}

/** Where the one button of an item leads: the place that fixes it, or the rows that prove it. */
const placesOf = ({ storeId, instanceId }: CheckWords): Partial<Record<CheckId, string>> => ({
  key: `/stores/${storeId}/settings#key`,
  mapping: `/stores/${storeId}/mapping`,
  address: `/stores/new?store=${storeId}&step=address`,
  tested: `/stores/new?store=${storeId}&step=address`,
  instance: `/stores/${storeId}/settings#sender`,
  connected: instanceId === null ? '/instances' : `/instances/${instanceId}`,
  rules: `/notifications/rules?store=${storeId}`,
  templates: instanceId === null ? '/instances' : `/instances/${instanceId}/templates`,
  cap: instanceId === null ? '/instances' : `/instances/${instanceId}/pace`,
  queue: instanceId === null ? '/notifications' : `/instances/${instanceId}`,
  quarantine: `/stores/${storeId}/inbox?state=quarantined`,
})

/** An item with a row that proves it leads there; the others, to where they are fixed. */
function placeOf(words: CheckWords, { id, values }: Check): string | undefined {
  const { proof = '', code = '' } = values
  if (id === 'texts') return `/notifications/rules/${code}?store=${words.storeId}`
  if (proof !== '' && id !== 'phone') return `/stores/${words.storeId}/inbox/${proof}`
  return placesOf(words)[id]
}

const WRONG_KEYS = 5

/** An item's sentences, with its own numbers in them. */
export function useCheckWords(words: CheckWords) {
  const t = useTranslations('stores.check')
  const events = useTranslations('events')
  const rule = useRuleName()
  const { platform, keyLabel } = words
  const button = words.testButton ?? ''

  function filled({ values }: Check) {
    const { quiet = '', all = 0, lacking = 0, code = '', step = 0 } = values
    const names = String(quiet)
      .split(',')
      .filter((code) => events.has(code as 'unknown'))
      .map((code) => events(code as 'unknown'))
    return {
      ...values,
      ...{ platform, keyLabel, button },
      corner: words.testInCorner ? 'yes' : 'no',
      good: Number(all) - Number(lacking),
      quiet: names.join(', '),
      rule: code === '' ? '' : rule(String(code), Number(step)),
    }
  }
  const title = (check: Check): ReactNode => {
    const key = `${check.id}.${check.state}` as 'key.ok'
    return t.has(key) ? t(key, filled(check)) : null
  }
  const why = (check: Check): ReactNode => {
    const key = `${check.id}.${whyOf(check)}` as 'phone.why'
    if (!t.has(key)) return null
    const since = String(check.values.since ?? '')
    return t.rich(key, {
      ...filled(check),
      since: () => (since === '' ? <Fragment /> : <RelativeTime at={since} />),
    })
  }
  const fix = (check: Check): ReactNode => {
    const key = `${check.id}.${fixOf(check, words)}` as 'key.fix'
    return t.has(key) ? t(key, filled(check)) : null
  }
  const action = (check: Check, variant: 'outline' | 'primary' = 'outline'): ReactNode => {
    const key = `${check.id}.action` as 'key.action'
    const href = placeOf(words, check)
    if (href === undefined || !t.has(key)) return null
    return (
      <Button asChild variant={variant}>
        <Link href={href}>{t(key)}</Link>
      </Button>
    )
  }
  return { title, why, fix, action }
}

function whyOf({ id, state, values }: Check): string {
  if (id === 'key' && Number(values.wrong) >= WRONG_KEYS) return 'whyDiffers'
  if (id === 'connected' && state === 'warning') return 'whyPaused'
  if (id === 'connected' && state === 'unknown') return 'whyOld'
  if (id === 'texts' && state === 'unknown') return 'whyNone'
  if (id === 'rules' && state === 'warning') return 'whyQuiet'
  return 'why'
}

function fixOf({ id }: Check, { testButton, keyOurs }: CheckWords): string {
  if (id === 'tested' && testButton === null) return 'fixReal'
  return id === 'key' && keyOurs ? 'fixOurs' : 'fix'
}
