// components/offers/use-upload.ts
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Id } from '@/lib/kernel/ids'
import { PICTURE_BYTES_MAX } from '@/lib/kernel/picture'

export type Sending = {
  /** On its way, or being made into its sizes. */
  readonly phase: 'sending' | 'preparing'
  /** Of its bytes, 0 to 1. */
  readonly share: number
}
export type Uploaded =
  | { readonly ok: true; readonly id: Id<'image'> }
  | { readonly ok: false; readonly message: string }

type Kept = { readonly id: Id<'image'> }
type Refused = { readonly code?: string; readonly detail?: string }

/** Sends one picture and tells how far it is; what is wrong comes back as a sentence. */
export function useUpload() {
  const t = useTranslations('offers.content.image')
  const format = useFormatter()
  return useCallback(
    async (file: File, onStep: (step: Sending) => void): Promise<Uploaded> => {
      if (file.size > PICTURE_BYTES_MAX) {
        const megabytes = (bytes: number) =>
          format.number(bytes / 1_000_000, { maximumFractionDigits: 1 })
        const sizes = { size: megabytes(file.size), limit: megabytes(PICTURE_BYTES_MAX) }
        return { ok: false, message: t('refused.image_too_large', sizes) }
      }
      onStep({ phase: 'sending', share: 0 })
      const answer = await post(file, onStep)
      if (answer === null) return { ok: false, message: t('offline') }
      if (answer.status === 201) return { ok: true, id: (answer.body as Kept).id }
      if (answer.status === 401) return { ok: false, message: t('signedOut') }
      const { detail } = answer.body as Refused
      return { ok: false, message: answer.status < 600 && detail ? detail : t('failed') }
    },
    [t, format],
  )
}

type Answer = { readonly status: number; readonly body: unknown }

/** `fetch` does not tell how much of a body has left. Null when nobody answered. */
const post = (file: File, onStep: (step: Sending) => void) =>
  new Promise<Answer | null>((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/offers/images')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) =>
      onStep({ phase: 'sending', share: total === 0 ? 0 : loaded / total })
    request.upload.onload = () => onStep({ phase: 'preparing', share: 1 })
    request.onload = () => resolve({ status: request.status, body: readJson(request.responseText) })
    request.onerror = () => resolve(null)
    request.onabort = () => resolve(null)
    request.send(file)
  })

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
