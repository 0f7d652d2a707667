// components/offers/use-gallery-uploads.ts
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { Picture } from '@/db/schema/offer-content'
import { type Sending, useUpload } from './use-upload'

export type Waiting = {
  readonly key: string
  readonly name: string
  /** Null while others go first. */
  readonly sending: Sending | null
  readonly wrong: string | null
}

type Given = {
  readonly value: readonly Picture[]
  readonly onChange: (value: Picture[]) => void
  readonly room: number
}

/** Many pictures, one after the other; each stands in the gallery as soon as it is there. */
export function useGalleryUploads({ value, onChange, room }: Given) {
  const t = useTranslations('offers.content.gallery')
  const upload = useUpload()
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const serial = useRef(0)
  const line = useRef<Promise<void>>(Promise.resolve())
  // What was typed or moved while a picture was on its way stays.
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])

  const patch = (key: string, part: Partial<Waiting>) =>
    setWaiting((before) => before.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const dismiss = (key: string) => setWaiting((before) => before.filter((each) => each.key !== key))

  async function send(key: string, file: File) {
    const done = await upload(file, (sending) => patch(key, { sending }))
    if (!done.ok) return patch(key, { wrong: done.message })
    dismiss(key)
    const { current } = latest
    if (current.some(({ imageId }) => imageId === done.id)) return
    const next = [...current, { imageId: done.id, alt: '' }]
    latest.current = next
    onChange(next)
  }

  function add(files: readonly File[]) {
    const under = waiting.filter(({ wrong }) => wrong === null).length
    const places = Math.max(0, room - under)
    const taken = files.map((file, at) => {
      serial.current += 1
      const key = `waiting-${serial.current}`
      const wrong = at < places ? null : t('full')
      return { file, entry: { key, name: file.name, sending: null, wrong } satisfies Waiting }
    })
    setWaiting((before) => [...before, ...taken.map(({ entry }) => entry)])
    for (const { file, entry } of taken) {
      if (entry.wrong === null) line.current = line.current.then(() => send(entry.key, file))
    }
  }
  return { waiting, add, dismiss }
}
