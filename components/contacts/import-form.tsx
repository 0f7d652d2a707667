// components/contacts/import-form.tsx
'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { Imported } from '@/lib/notifications/import-contacts'

type Answer =
  | { readonly kind: 'done'; readonly told: Imported; readonly file: string }
  | { readonly kind: 'refused'; readonly code: string }

const REFUSALS = ['not_allowed', 'file_empty', 'file_not_text', 'file_too_large'] as const

/** A file as people keep it; every line that could not be read is shown with its number and why. */
export function ImportForm({ most }: { readonly most: number }) {
  const t = useTranslations('contacts.import')
  const id = useId()
  const router = useRouter()
  const [file, setFile] = useState<File | null>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [busy, start] = useTransition()
  const send = () =>
    start(async () => {
      if (file === null) {
        setAnswer({ kind: 'refused', code: 'no_file' })
        return
      }
      setAnswer(await upload(file))
      router.refresh()
    })
  const code = answer?.kind === 'refused' ? answer.code : null
  return (
    <form action={send} className="grid gap-3">
      <div className="grid gap-1.5">
        <span className="font-medium" id={`${id}-label`}>
          {t('label')}
        </span>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
          <input
            id={id}
            type="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-hint`}
            aria-invalid={code !== null}
            onChange={({ currentTarget }) => {
              setFile(currentTarget.files?.[0] ?? null)
              setAnswer(null)
            }}
            className="peer sr-only"
          />
          <label
            htmlFor={id}
            className="inline-flex h-11 cursor-pointer items-center rounded-md border border-input bg-card px-3.5 font-medium hover:bg-muted peer-focus-visible:outline-2 peer-focus-visible:outline-ring md:h-9"
          >
            {t('choose')}
          </label>
          <span className="min-w-0 truncate text-muted-foreground">
            {file === null ? t('noFile') : file.name}
          </span>
        </div>
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {t('hint', { count: most })}
        </p>
        {code !== null && (
          <p role="alert" className="text-xs font-medium text-refused">
            {t(`refused.${known(code)}`)}
          </p>
        )}
      </div>
      <div>
        <Button type="submit" disabled={busy} className="max-md:h-11">
          <Upload aria-hidden />
          {busy ? t('busy') : t('submit')}
        </Button>
      </div>
      {answer?.kind === 'done' && <Report told={answer.told} file={answer.file} />}
    </form>
  )
}

const known = (code: string) =>
  [...REFUSALS, 'no_file' as const].find((each) => each === code) ?? 'failed'

async function upload(file: File): Promise<Answer> {
  try {
    const response = await fetch('/notifications/contacts/import', {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(file.name) },
    })
    const told = await response.json()
    if (response.ok) return { kind: 'done', told, file: file.name }
    return {
      kind: 'refused',
      code:
        String(told.code ?? told.type ?? '')
          .split('/')
          .at(-1) ?? '',
    }
  } catch {
    return { kind: 'refused', code: 'failed' }
  }
}

function Report({ told, file }: { readonly told: Imported; readonly file: string }) {
  const t = useTranslations('contacts.import')
  const issue = useTranslations('contacts.issue')
  const format = useFormatter()
  return (
    <div className="rounded-md border">
      <div role="status" className="grid gap-1 px-3 py-3">
        <p className="font-medium">{t('done', { count: told.added })}</p>
        <p className="text-xs text-muted-foreground">
          {t('rest', { lines: told.lines, already: told.already, repeated: told.repeated })}
        </p>
        {told.bad > 0 && (
          <p className="text-xs text-waiting">
            {t('bad', { count: told.bad })}{' '}
            <a className="prose-link" download={`${t('badFile')}.csv`} href={fileOf(told, issue)}>
              {t('badDownload', { file })}
            </a>
          </p>
        )}
      </div>
      {told.badLines.length > 0 && (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
          tabIndex={0}
          aria-label={t('badList')}
          className="max-h-[240px] overflow-auto border-t"
        >
          <ol className="text-xs">
            {told.badLines.map(({ line, issue: why, text }) => (
              <li
                key={line}
                className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 border-b px-3 py-2 last:border-b-0"
              >
                <span className="num text-muted-foreground">
                  {t('line', { line: format.number(line) })}
                </span>
                <span>
                  <span className="font-mono break-all">{text}</span>
                  <span className="block text-muted-foreground">{issue(why)}</span>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

type Issue = Imported['badLines'][number]['issue']

/** What was not taken, to be put right and brought again. */
function fileOf({ badLines }: Imported, issue: (why: Issue) => string): string {
  const cell = (text: string) => `"${text.replace(/"/g, '""').replace(/^([=+\-@])/, "'$1")}"`
  const lines = badLines.map(({ line, issue: why, text }) =>
    [String(line), cell(text), cell(issue(why))].join(';'),
  )
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${lines.join('\r\n')}`)}`
}
