// components/security/script-list.tsx
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import type { ReleaseView } from '@/lib/security/views'

const PURPOSES = ['theme', 'consent', 'runtime', 'page', 'on_demand', 'old_browsers'] as const
const BYTES_A_KB = 1_000

/** Every script that runs where a card is typed: what for, and who let it in. */
export function ScriptList({ inventory }: { readonly inventory: ReleaseView | null }) {
  const t = useTranslations('settings.security')
  if (inventory === null) {
    return (
      <Card>
        <EmptyState title={t('noInventory')}>{t('noInventoryBody')}</EmptyState>
      </Card>
    )
  }
  const { release, build, keptAt, scripts } = inventory
  const groups = PURPOSES.map((purpose) => ({
    purpose,
    files: scripts.filter((each) => each.purpose === purpose),
  })).filter(({ files }) => files.length > 0)
  return (
    <Card>
      <CardHeader className="pb-3">
        <div className="min-w-0">
          <CardTitle>{t('scripts')}</CardTitle>
          <CardDescription className="mt-0.5 max-w-[64ch]">
            {t.rich('authorised', {
              release,
              build: () => <Mono>{build.slice(0, 12)}</Mono>,
              time: () => <RelativeTime at={keptAt} />,
            })}
          </CardDescription>
        </div>
      </CardHeader>
      <Rows className="border-t">
        {groups.map(({ purpose, files }) => (
          <Row key={purpose}>
            <details className="group">
              <summary className="relative cursor-pointer list-none pr-8 [&::-webkit-details-marker]:hidden">
                <ChevronDown
                  aria-hidden
                  className="absolute top-0.5 right-0 size-4 text-muted-foreground group-open:rotate-180"
                />
                <span className="font-medium">{t(`purpose.${purpose}.title`)}</span>{' '}
                <span className="num text-muted-foreground">
                  {t('fileCount', { count: files.length })}
                </span>
                <span className="mt-0.5 block max-w-[64ch] text-muted-foreground">
                  {t(`purpose.${purpose}.why`)}
                </span>
              </summary>
              <Files files={files} />
            </details>
          </Row>
        ))}
        <Row>
          <span className="font-medium">{t('inlineTitle')}</span>
          <span className="mt-0.5 block max-w-[64ch] text-muted-foreground">{t('inlineWhy')}</span>
        </Row>
      </Rows>
      <CardFooter>
        <Button asChild size="sm" variant="ghost">
          <a href="/settings/security/scripts" download="scripts.json">
            {t('download')}
          </a>
        </Button>
      </CardFooter>
    </Card>
  )
}

function Files({ files }: { readonly files: ReleaseView['scripts'] }) {
  const t = useTranslations('settings.security')
  return (
    <ul className="mt-3 grid gap-2">
      {files.map(({ path, integrity, bytes }) => (
        <li key={path} className="grid gap-0.5 text-xs">
          <span className="flex flex-wrap justify-between gap-x-4">
            <Mono className="[overflow-wrap:anywhere]">{path}</Mono>
            <span className="num text-muted-foreground">
              {t('size', { kb: bytes / BYTES_A_KB })}
            </span>
          </span>
          <Mono className="[overflow-wrap:anywhere] text-muted-foreground">{integrity}</Mono>
        </li>
      ))}
    </ul>
  )
}
