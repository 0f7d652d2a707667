// components/alerts/alert-words.tsx
import {
  Ban,
  CircleHelp,
  CirclePause,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Repeat,
  ScanSearch,
  ShieldAlert,
  Smartphone,
  TriangleAlert,
  Truck,
  Unplug,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Tone } from '@/components/ui/tone'
import type { AlertView } from '@/lib/alerts/views'

type Kind = AlertView['kind']

export const ALERT_LOOK: Readonly<
  Record<Kind, { readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  quarantine: { tone: 'waiting', icon: CircleHelp },
  wrong_key: { tone: 'refused', icon: KeyRound },
  instance_off: { tone: 'refused', icon: Unplug },
  instance_blocked: { tone: 'refused', icon: Ban },
  instance_limited: { tone: 'waiting', icon: TriangleAlert },
  step_stopped: { tone: 'refused', icon: CirclePause },
  queue_stuck: { tone: 'refused', icon: Hourglass },
  review_waiting: { tone: 'waiting', icon: Smartphone },
  delivery_problem: { tone: 'waiting', icon: Truck },
  chargeback: { tone: 'refused', icon: ShieldAlert },
  recurrence_past_due: { tone: 'refused', icon: Repeat },
  page_changed: { tone: 'refused', icon: ScanSearch },
}

/** The sentence of an alert: title, what it means, and the verb of its one button. */
export function useAlertWords() {
  const t = useTranslations('alerts')
  const reasons = useTranslations('stores.reason')
  const events = useTranslations('events')
  return ({ kind, storeName, instanceName, detail }: AlertView) => {
    const reason = detail.reason as 'unknown_shape'
    const rule = detail.rule ?? ''
    const words = {
      store: storeName ?? t('someStore'),
      instance: instanceName ?? detail.name ?? t('someInstance'),
      word: detail.word ?? 'none',
      reason: reasons.has(reason) ? reasons(reason) : (detail.reason ?? ''),
      count: detail.count ?? '5',
      cause: detail.cause ?? '–',
      rule: events.has(rule as 'unknown') ? events(rule as 'unknown') : rule,
      step: detail.step ?? '1',
      orderKey: detail.orderKey ?? '',
      why: detail.why ?? 'none',
      event: detail.event ?? '',
      product: detail.product ?? '',
      offer: detail.offer ?? '',
    }
    return {
      title: t(`kind.${kind}.title`, words),
      body: t(`kind.${kind}.body`, words),
      action: t(`kind.${kind}.do`),
    }
  }
}

/** Where it is put right. */
export function alertHref({ kind, storeId, instanceId, detail }: AlertView): string {
  const store = `/stores/${storeId}`
  const instance = `/instances/${instanceId}`
  switch (kind) {
    case 'quarantine':
      return `${store}/inbox/quarantine`
    case 'wrong_key':
      return `${store}/settings`
    case 'step_stopped':
      return `/notifications/rules?store=${storeId}`
    case 'page_changed':
      return '/settings/security'
    case 'recurrence_past_due':
      return `/recurrences/${detail.recurrenceId}`
    case 'delivery_problem':
    case 'chargeback':
      return detail.saleId
        ? `/sales/${detail.saleId}`
        : `/diagnosis?q=${encodeURIComponent(detail.orderKey ?? '')}`
    default:
      return instance
  }
}
