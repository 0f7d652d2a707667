// app/(panel)/instances/[id]/settings/connection-facts.tsx
import { getTranslations } from 'next-intl/server'
import { InstanceState } from '@/components/instances/instance-state'
import { phoneWords } from '@/components/notifications/phone-words'
import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { InstanceView } from '@/lib/notifications/instance-views'
import { tools } from '@/lib/platform/tools'

/** What is known of the line, and since when. */
export async function ConnectionFacts({ instance }: { readonly instance: InstanceView }) {
  const t = await getTranslations('instances.settings')
  const { number, profile, quality, strangersDaily, lastError, windowed, state } = instance
  const { connectedAt, offSince, checkedAt } = instance
  const on = state === 'connected'
  const since = on ? connectedAt : offSince
  return (
    <Card>
      <Facts title={t('health')}>
        <Fact label={t('state')}>
          <InstanceState instance={instance} now={tools.now()} />
        </Fact>
        {number !== null && (
          <Fact label={t('number')}>
            <span className="num">{phoneWords(number)}</span>
          </Fact>
        )}
        {profile !== null && <Fact label={t('profile')}>{profile}</Fact>}
        {since !== null && (
          <Fact label={t(on ? 'since' : 'offSince')}>
            <RelativeTime at={since} show="brief" />
          </Fact>
        )}
        <Fact label={t('checked')}>
          {checkedAt === null ? t('never') : <RelativeTime at={checkedAt} show="brief" />}
        </Fact>
        {windowed && (
          <>
            <Fact label={t('quality')}>{t('qualities', { quality: quality ?? 'none' })}</Fact>
            <Fact label={t('strangers')}>
              {strangersDaily === null ? t('unlimited') : strangersDaily}
            </Fact>
          </>
        )}
        {lastError !== null && <Fact label={t('lastError')}>{lastError}</Fact>}
      </Facts>
    </Card>
  )
}
