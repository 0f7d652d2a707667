// app/(panel)/stores/[id]/inbox/[postbackId]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { type Because, BecauseCard } from '@/components/stores/because-card'
import { DifferencesCard } from '@/components/stores/differences-card'
import { MappingCard } from '@/components/stores/mapping-card'
import { PostbackFacts } from '@/components/stores/postback-facts'
import { PostbackMessages, Repetitions } from '@/components/stores/postback-messages'
import { RawBody } from '@/components/stores/raw-body'
import { ReplayDialog } from '@/components/stores/replay-dialog'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { findPostback, type PostbackDetail } from '@/lib/postbacks/postback-detail'
import { messagesOfPostback } from '@/lib/postbacks/postback-messages'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { findPlatform } from '@/lib/postbacks/registry'
import type { StoreView } from '@/lib/stores/views'
import { findStoreOf } from '../../find-store-of'
import { previewAction, replayAction, revealAction } from '../actions'
import { RefusedPage } from './refused'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.postback'))('title') }
}

type Props = { readonly params: Promise<{ id: string; postbackId: string }> }

export default async function PostbackPage({ params }: Props) {
  const { id, postbackId } = await params
  const ctx = await memberContext(`/stores/${id}/inbox/${postbackId}`)
  const [store, asked] = [await findStoreOf(ctx, id), PostbackId.safeParse(postbackId)]
  if (store === null || !asked.success) notFound()
  const postback = await findPostback(ctx, asked.data)
  if (postback === null) return <RefusedPage ctx={ctx} storeId={store.id} id={asked.data} />
  if (postback.storeId !== store.id) notFound()

  const t = await getTranslations('stores.postback')
  const replay = await getTranslations('stores.replay')
  const events = await getTranslations('events')
  const messages = await messagesOfPostback(ctx, postback)
  const mayWork = may(ctx.actor.role, 'work')
  const inbox = `/stores/${store.id}/inbox`
  const action = actionOf(postback, store)
  const name = events.has(postback.event as 'unknown') ? (postback.event as 'unknown') : 'unknown'
  const whyHref =
    postback.orderKey === null
      ? '/diagnosis'
      : `/diagnosis?q=${encodeURIComponent(postback.orderKey)}`
  return (
    <>
      <PageHeader
        back={{ href: inbox, label: t('back') }}
        title={events(name)}
        description={
          <>
            {t('f.received')} <RelativeTime at={postback.receivedAt} />
          </>
        }
        actions={
          mayWork && (
            <ReplayDialog
              primary={postback.state === 'quarantined' && action === null}
              wish={{ storeId: store.id, postbackId: postback.id }}
              label={replay('open')}
              actions={{ preview: previewAction, replay: replayAction }}
            />
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] lg:gap-6">
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <BecauseCard
            because={becauseOf(postback)}
            word={postback.rawEvent ?? ''}
            event={events(name)}
            action={action}
          />
          <PostbackMessages messages={messages} whyHref={whyHref} />
          <MappingCard mapping={postback.mapping} />
          <RawBody
            body={postback.body}
            reveal={mayWork ? revealAction.bind(null, postback.id) : null}
          />
          <DifferencesCard differences={postback.differences} />
        </div>
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <PostbackFacts postback={postback} />
          <Repetitions here={inbox} repetitions={postback.repetitions} />
        </div>
      </div>
    </>
  )
}

const REASONS: readonly Because[] = [
  'unreadable_body',
  'unknown_shape',
  'unknown_event',
  'impossible_values',
  'no_key_saved',
  'no_mapping',
  'key_differs',
]

function becauseOf({ state, reason, event, readAt }: PostbackDetail): Because {
  if (state === 'quarantined') return REASONS.find((each) => each === reason) ?? 'unknown_shape'
  if (state !== 'accepted') return state
  if (event === 'ignored') return 'ignored'
  return readAt === null ? 'reading' : 'accepted'
}

/** The one thing to do about it, where there is one. */
function actionOf(postback: PostbackDetail, { id, platform }: StoreView) {
  const { state, reason, repetitions } = postback
  const inbox = `/stores/${id}/inbox`
  const first = repetitions.find((each) => each.first)
  if (state === 'duplicate' && first !== undefined) {
    return { href: `${inbox}/${first.id}`, name: 'first' } as const
  }
  if (state !== 'quarantined') return null
  if (reason === 'unknown_event') {
    return { href: `${inbox}/quarantine`, name: 'quarantine' } as const
  }
  const maps = findPlatform(platform)?.isReady !== undefined
  if (maps && (reason === 'no_mapping' || reason === 'unknown_shape')) {
    return { href: `/stores/${id}/mapping?body=${postback.id}`, name: 'map' } as const
  }
  const settings = ['no_key_saved', 'key_differs', 'unknown_shape']
  return settings.includes(reason ?? '')
    ? ({ href: `/stores/${id}/settings#key`, name: 'settings' } as const)
    : null
}
