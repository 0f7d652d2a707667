// app/(panel)/stores/[id]/mapping/event-words.tsx
'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'

type Props = {
  readonly words: readonly string[]
  readonly events: Readonly<Record<string, string>>
  readonly meanings: readonly string[]
  readonly error: string | undefined
  readonly change: (events: Readonly<Record<string, string>>) => void
}

/** Each word that stood at the event's place, and what it means. One without a meaning waits. */
export function EventWords({ words, events, meanings, error, change }: Props) {
  const t = useTranslations('stores.mapping')
  const [added, setAdded] = useState<readonly string[]>([])
  const all = [...new Set([...words, ...Object.keys(events), ...added])]
  const say = (word: string, meaning: string) => {
    const { [word]: _, ...others } = events
    change(meaning === '' ? others : { ...others, [word]: meaning })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('words')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="max-w-[56ch] text-muted-foreground">{t('wordsLead')}</p>
        {all.length === 0 && <p className="text-muted-foreground">{t('wordsNone')}</p>}
        {all.map((word) => (
          <Field key={word} label={<span className="font-mono text-xs break-all">{word}</span>}>
            <NativeSelect
              value={events[word] ?? ''}
              onChange={({ target }) => say(word, target.value)}
            >
              <option value="">{t('noMeaning')}</option>
              <Meanings meanings={meanings} />
            </NativeSelect>
          </Field>
        ))}
        <AddWord add={(word) => setAdded((now) => [...now, word])} />
        <FormError>
          {error === undefined ? undefined : t(`error.${error}` as 'error.events_needed')}
        </FormError>
      </CardContent>
    </Card>
  )
}

function Meanings({ meanings }: Pick<Props, 'meanings'>) {
  const t = useTranslations('stores.mapping.meaning')
  const events = useTranslations('events')
  return meanings.map((meaning) => (
    <option key={meaning} value={meaning}>
      {t.has(meaning as 'asked_by_method')
        ? t(meaning as 'asked_by_method')
        : events(meaning as 'unknown')}
    </option>
  ))
}

/** One that has not come yet, but will. */
function AddWord({ add }: { readonly add: (word: string) => void }) {
  const t = useTranslations('stores.mapping')
  const [word, setWord] = useState('')
  const put = () => {
    if (word.trim() === '') return
    add(word.trim())
    setWord('')
  }
  return (
    <div className="flex items-end gap-2">
      <Field label={t('addWord')} className="min-w-0 flex-1">
        <Input
          value={word}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => setWord(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            put()
          }}
          className="font-mono"
        />
      </Field>
      <Button onClick={put} className="h-11 md:h-9">
        <Plus aria-hidden />
        {t('add')}
      </Button>
    </div>
  )
}
