// app/(panel)/stores/[id]/mapping/mapping-editor.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { MappingFields, type Target } from '@/components/stores/mapping-fields'
import { MappingPreview } from '@/components/stores/mapping-preview'
import { MappingTree, pathKey } from '@/components/stores/mapping-tree'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { BodyPath, Mapping } from '@/db/schema/stores'
import type { Sample } from '@/lib/postbacks/mapping-sample'
import { saveMappingAction } from './actions'
import { EventWords } from './event-words'
import { Formats } from './formats'
import { Presets } from './presets'
import { SecretPlace } from './secret-place'
import { pathOf, useMapping } from './use-mapping'

export type EditorProps = {
  readonly storeId: string
  readonly sample: Sample
  readonly others: readonly { readonly id: string; readonly receivedAt: string }[]
  readonly first: Mapping
  readonly guessed: boolean
  readonly words: readonly string[]
  readonly presets: Readonly<Record<'slug_in_body' | 'slug_in_address', Mapping>>
  readonly fields: readonly string[]
  readonly meanings: readonly string[]
  readonly inQuery: string
  readonly wizard: boolean
  readonly canEdit: boolean
  readonly keyForm: ReactNode
}

/** What most messages are made of; the rest is folded. */
const MAIN = [
  'orderKey',
  'customer.phone',
  'customer.name',
  'customer.email',
  'product.name',
  'order.amount',
  'order.method',
]
const NEEDED = new Set(['event', 'orderKey', 'customer.phone'])

export function MappingEditor(props: EditorProps) {
  const { storeId, sample, first, fields, wizard } = props
  const t = useTranslations('stores.mapping')
  const draft = useMapping({
    storeId,
    postbackId: sample.postbackId,
    first,
    firstWords: props.words,
  })
  const { mapping } = draft
  const all = ['event', ...MAIN, ...fields.filter((name) => !MAIN.includes(name))]
  const [active, setActive] = useState(
    ['event', ...MAIN].find((name) => pathOf(mapping, name).length === 0) ?? null,
  )
  const { errors, message, busy, save } = useSave(props, mapping)

  const label = (name: string) => t(`field.${name.replace('.', '_')}` as 'field.orderKey')
  /** With nothing to point at, a value that is taken says whose it is: the next one moves it. */
  const pick = (path: BodyPath) => {
    if (active === null) {
      const owner = all.find((name) => pathKey(pathOf(mapping, name)) === pathKey(path))
      return setActive(owner ?? null)
    }
    draft.point(active, path)
    const open = MAIN.filter((name) => name !== active && pathOf(mapping, name).length === 0)
    setActive(open[0] ?? null)
  }
  const chips = new Map(
    [...all, 'secret']
      .filter((name) => pathOf(mapping, name).length > 0)
      .map((name) => [pathKey(pathOf(mapping, name)), label(name)]),
  )
  const targetOf = (name: string): Target => {
    const path = pathOf(mapping, name)
    const error = errors[name === 'event' || name === 'secret' ? name : `fields.${name}`]
    return {
      ...{ name, label: label(name), path, needed: NEEDED.has(name) },
      value: valueAt(sample, props.inQuery, path),
      error: error === undefined ? undefined : t(`error.${error}` as 'error.order_needed'),
    }
  }
  const lines = (names: readonly string[]) => (
    <MappingFields
      targets={names.map(targetOf)}
      active={active}
      choose={(name) => setActive(active === name ? null : name)}
      clear={(name) => draft.point(name, [])}
    />
  )
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-6">
      <div className="max-lg:contents lg:sticky lg:top-20 lg:grid lg:gap-5">
        <Received
          {...props}
          chips={chips}
          pick={pick}
          pointing={active === null ? null : label(active)}
        />
        <Card className="max-lg:order-3">
          <CardHeader>
            <CardTitle>{t('preview.title')}</CardTitle>
          </CardHeader>
          <CardContent aria-live="polite">
            <MappingPreview preview={draft.preview} />
          </CardContent>
        </Card>
      </div>
      <div className="max-lg:contents lg:grid lg:min-w-0 lg:gap-6">
        <div className="grid min-w-0 gap-5 max-lg:order-2 lg:gap-6">
          <Presets presets={props.presets} guessed={props.guessed} use={draft.replace} />
          <Card>
            <CardHeader className="pb-3">
              <CardTitle>{t('main')}</CardTitle>
            </CardHeader>
            <div className="border-t">{lines(['event', ...MAIN])}</div>
            <details className="border-t">
              <summary className="cursor-pointer px-4 py-3.5 font-medium">{t('more')}</summary>
              <div className="border-t">
                {lines(all.filter((name) => name !== 'event' && !MAIN.includes(name)))}
              </div>
            </details>
          </Card>
          <EventWords
            words={draft.words}
            events={mapping.events}
            meanings={props.meanings}
            error={errors.events}
            change={(events) => draft.change({ events })}
          />
          <Formats mapping={mapping} change={draft.change} />
          <SecretPlace
            mapping={mapping}
            change={draft.change}
            pointing={active === 'secret'}
            point={() => setActive('secret')}
            error={errors['secret.name'] ?? errors['secret.path']}
            keyForm={props.keyForm}
          />
        </div>
        <div className="grid gap-3 max-lg:order-4">
          <FormError>{message}</FormError>
          {props.canEdit && (
            <Button
              variant="primary"
              size="lg"
              busy={busy}
              onClick={save}
              className="max-sm:w-full"
            >
              {t(wizard ? 'saveAndGo' : 'save')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function useSave({ storeId, wizard }: EditorProps, mapping: Mapping) {
  const t = useTranslations('stores.mapping')
  const router = useRouter()
  const [busy, start] = useTransition()
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [message, setMessage] = useState<string>()
  const save = () =>
    start(async () => {
      const answer = await saveMappingAction({ storeId, mapping })
      const wrong = Object.keys(answer.fields ?? {}).length > 0
      setErrors(answer.fields ?? {})
      setMessage(wrong ? t('wrong') : answer.message)
      if (wrong || answer.message !== undefined) return
      toast.success(t('saved', { read: answer.read ?? 0, left: answer.left ?? 0 }))
      if (wizard) router.push(`/stores/new?store=${storeId}&step=messages`)
      else router.refresh()
    })
  return { errors, message, busy, save }
}

function valueAt({ body, query }: Sample, inQuery: string, path: BodyPath): string | null {
  if (path.length === 0) return null
  let place: unknown = path[0] === inQuery ? { [inQuery]: query } : body
  for (const name of path) {
    if (typeof place !== 'object' || place === null) return null
    place = (place as Record<string, unknown>)[name]
  }
  return place === undefined || place === null || typeof place === 'object' ? null : String(place)
}

type ReceivedProps = EditorProps & {
  readonly chips: ReadonlyMap<string, string>
  readonly pick: (path: BodyPath) => void
  readonly pointing: string | null
}

function Received({ sample, others, inQuery, chips, pick, pointing, wizard }: ReceivedProps) {
  const t = useTranslations('stores.mapping')
  const router = useRouter()
  const go = (id: string) => router.push(`?body=${id}${wizard ? '&from=wizard' : ''}`)
  return (
    <Card
      className={cn(
        'max-lg:order-1',
        // On a phone it stays in sight only while a field waits for its value.
        pointing !== null && 'max-lg:sticky max-lg:top-16 max-lg:z-10',
      )}
    >
      <CardHeader>
        <CardTitle>{t('received')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        {others.length > 1 && (
          <Field label={t('which')} labelHidden>
            <NativeSelect value={sample.postbackId} onChange={({ target }) => go(target.value)}>
              {others.map(({ id, receivedAt }) => (
                <option key={id} value={id}>
                  {t('at', { at: new Date(receivedAt) })}
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
        <p role="status" className="rounded-md bg-muted px-3 py-2">
          {pointing === null
            ? t('pointingNone')
            : t.rich('pointing', { field: () => <b className="font-medium">{pointing}</b> })}
        </p>
        <div className="max-h-[26vh] overflow-auto lg:max-h-[40vh]">
          <MappingTree body={sample.body} query={sample.query} {...{ inQuery, chips, pick }} />
        </div>
      </CardContent>
    </Card>
  )
}
