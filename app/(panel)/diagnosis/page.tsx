// app/(panel)/diagnosis/page.tsx
import type { Metadata } from 'next'
import Form from 'next/form'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { DiagnosisContact } from '@/components/notifications/diagnosis-contact'
import { DiagnosisSilence } from '@/components/notifications/diagnosis-silence'
import { DiagnosisStory } from '@/components/notifications/diagnosis-story'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { type Diagnosis, diagnose } from '@/lib/notifications/diagnose'
import type { Ctx } from '@/lib/platform/context'
import { memberContext } from '@/lib/platform/session'
import { findInQuarantine } from '@/lib/postbacks/find-in-quarantine'
import { NATIVE } from '@/lib/stores/views'

type Props = { readonly searchParams: Promise<Record<string, string | string[]>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diagnosis'))('title') }
}

const Asked = z.object({ q: z.string().trim().min(1).max(120).optional().catch(undefined) })

export default async function DiagnosisPage({ searchParams }: Props) {
  const ctx = await memberContext('/diagnosis')
  const { q } = Asked.parse(await searchParams)
  const t = await getTranslations('diagnosis')
  return (
    <>
      <PageHeader title={t('title')} description={<p className="max-w-[64ch]">{t('lead')}</p>} />
      <Form action="/diagnosis" className="mb-5 flex max-w-[560px] items-end gap-2">
        <Field label={t('what')} className="min-w-0 flex-1">
          <Input type="search" name="q" defaultValue={q} maxLength={120} required />
        </Field>
        <Button type="submit" variant="primary" className="max-md:h-11">
          {t('look')}
        </Button>
      </Form>
      {q === undefined ? (
        <Card>
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        </Card>
      ) : (
        <Answer ctx={ctx} diagnosis={await diagnose(ctx, q)} />
      )}
    </>
  )
}

/** Letters alone: nobody's order, and names are kept sealed. */
const LIKE_A_NAME = /^[\p{L}\p{M}'’.\- ]+$/u

type AnswerProps = { readonly ctx: Ctx<'member'>; readonly diagnosis: Diagnosis }

async function Answer({ ctx, diagnosis }: AnswerProps) {
  const t = await getTranslations('diagnosis')
  const { stores, found, contacts, words } = diagnosis
  const waiting = new Map(
    await Promise.all(
      stores
        .filter(({ store }) => store.quarantined > 0)
        .map(async ({ store }) => {
          return [store.id, await findInQuarantine(ctx, store.id, words)] as const
        }),
    ),
  )
  const kept = [...waiting.values()].some(({ length }) => length > 0)
  if (!found && !kept && LIKE_A_NAME.test(words.text)) {
    return (
      <Card>
        <EmptyState title={t('named.title', { words: words.text })}>{t('named.body')}</EmptyState>
      </Card>
    )
  }
  const silent = stores.filter(
    ({ stories, store }) => stories.length === 0 && (!found || waiting.get(store.id)?.length),
  )
  return (
    <div className="grid gap-5">
      {!found && (
        <p role="status" className="max-w-[64ch]">
          {t('nothing', { words: words.text })}
        </p>
      )}
      {contacts.map((contact) => (
        <DiagnosisContact key={contact.phone} contact={contact} now={ctx.now()} />
      ))}
      {stores.map(({ store, stories }) => (
        <Stories key={store.id} name={store.name} count={stories.length}>
          {stories.map((story) => (
            <DiagnosisStory key={story.key} story={story} storeId={store.id} />
          ))}
        </Stories>
      ))}
      {silent.map((told) => (
        <DiagnosisSilence
          key={told.store.id}
          told={told}
          waiting={waiting.get(told.store.id) ?? []}
          native={told.store.platform === NATIVE}
        />
      ))}
    </div>
  )
}

type StoriesProps = {
  readonly name: string
  readonly count: number
  readonly children: React.ReactNode
}

const Stories = ({ name, count, children }: StoriesProps) =>
  count === 0 ? null : (
    <section aria-label={name} className="grid gap-3">
      <h2>{name}</h2>
      {children}
    </section>
  )
