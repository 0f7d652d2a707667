// components/home/needs-list.tsx
import { CircleHelp, Inbox, Smartphone, Timer } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { SectionHead } from '@/components/ui/card'
import { Need, Needs } from '@/components/ui/needs'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatReais } from '@/lib/kernel/money'
import type { NeedsOfSales } from '@/lib/sales/needs-of-sales'

export type NeedsView = {
  readonly sales: NeedsOfSales
  readonly quarantined: readonly {
    readonly id: string
    readonly name: string
    readonly count: number
  }[]
  readonly disconnected: readonly {
    readonly id: string
    readonly name: string
    readonly since: string
  }[]
}

const AT_MOST = 5

/** What waits for a person, worst first. Nothing to do is said as well: silence would be a doubt. */
export function NeedsList({ view }: { readonly view: NeedsView }) {
  const t = useTranslations('home.needs')
  const items = useItems(view)
  return (
    <aside
      aria-labelledby="needs"
      className="lg:sticky lg:top-[calc(var(--topbar)+28px)] lg:self-start"
    >
      <SectionHead>
        <h2 id="needs">{t('title')}</h2>
        {items.length > 0 && <span className="num text-muted-foreground">{items.length}</span>}
      </SectionHead>
      {items.length === 0 ? (
        <p className="border-y py-3.5 text-muted-foreground">{t('nothing')}</p>
      ) : (
        <Needs>{items.slice(0, AT_MOST)}</Needs>
      )}
    </aside>
  )
}

function useItems({ sales, quarantined, disconnected }: NeedsView): ReactNode[] {
  const t = useTranslations('home.needs')
  const told = useTranslations('findings.kind')
  const when = (at: string) => ({ when: () => <RelativeTime at={at} /> })
  const { lapsing, findings } = sales
  return [
    lapsing !== null && (
      <Need
        key="lapsing"
        tone="refused"
        icon={Timer}
        title={t('lapsing.title', { count: lapsing.count })}
        why={t.rich('lapsing.why', {
          amount: formatReais(lapsing.amount),
          ...when(lapsing.first.by),
        })}
        action={go(
          lapsing.count > 1 ? '/sales/to-capture' : `/sales/${lapsing.first.saleId}`,
          t('lapsing.action'),
        )}
      />
    ),
    ...disconnected.map((each) => (
      <Need
        key={each.id}
        tone="refused"
        icon={Smartphone}
        title={t('disconnected.title', { name: each.name })}
        why={t.rich('disconnected.why', when(each.since))}
        action={go(`/instances/${each.id}`, t('disconnected.action'))}
      />
    )),
    ...findings.map((each) => (
      <Need
        key={each.id}
        tone="waiting"
        icon={CircleHelp}
        title={told(`${each.kind}.title`, {
          acquirer: each.acquirer || t('finding.acquirer'),
          amount: each.amount === null ? '' : formatReais(each.amount),
          about: each.about,
          left: '',
        })}
        why={t.rich('finding.why', when(each.at))}
        action={go('/findings', t('finding.action'))}
      />
    )),
    ...quarantined.map((each) => (
      <Need
        key={each.id}
        tone="waiting"
        icon={Inbox}
        title={t('quarantined.title', { count: each.count })}
        why={t('quarantined.why', { name: each.name })}
        action={go(`/stores/${each.id}`, t('quarantined.action'))}
      />
    )),
  ].filter((item) => item !== false)
}

const go = (href: string, label: string) => (
  <Button asChild size="sm">
    <Link href={href}>{label}</Link>
  </Button>
)
