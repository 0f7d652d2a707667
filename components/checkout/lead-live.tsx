// components/checkout/lead-live.tsx
'use client'

import { useEffect } from 'react'
import { readAttribution } from './attribution'

type Answer = {
  readonly detail?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly consentText?: string
}

/** Sends the form in place. Its words are on the page already, or come with the answer. */
export function LeadLive({ form: id, code }: { readonly form: string; readonly code: string }) {
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    form.noValidate = true // Our sentences, beside the fields, in the language of the page.
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      void submit(form, code)
    }
    form.addEventListener('submit', send)
    return () => form.removeEventListener('submit', send)
  }, [id, code])
  return null
}

async function submit(form: HTMLFormElement, code: string): Promise<void> {
  const button = form.querySelector('button')
  if (button === null || button.ariaDisabled === 'true') return
  const { textContent: label, dataset } = button
  button.ariaDisabled = 'true'
  button.textContent = dataset.sending ?? label
  const body = { ...Object.fromEntries(new FormData(form)), ...readAttribution(code) }
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  button.ariaDisabled = null
  button.textContent = label
  if (answer?.ok) return thank(form)
  const said: Answer = (await answer?.json().catch(() => null)) ?? {}
  show(form, said, dataset.unsent ?? '')
}

function thank(form: HTMLFormElement): void {
  const thanks = form.nextElementSibling
  form.hidden = true
  dispatchEvent(new Event('campainha:lead')) // Heard by consent.js, where measuring was allowed.
  if (!(thanks instanceof HTMLElement)) return
  thanks.hidden = false
  thanks.focus()
}

function show(form: HTMLFormElement, { detail, errors = [], consentText }: Answer, unsent: string) {
  for (const place of form.querySelectorAll<HTMLElement>('[data-error]')) {
    const wrong = errors.find(({ path }) => path === place.dataset.error)
    write(place, wrong?.message)
    input(form, place.dataset.error)?.setAttribute('aria-invalid', String(wrong !== undefined))
  }
  const known = errors.length > 0
  write(form.querySelector<HTMLElement>('[data-problem]'), known ? undefined : (detail ?? unsent))
  if (consentText !== undefined) renew(form, consentText)
  input(form, errors[0]?.path)?.focus()
}

const input = (form: HTMLFormElement, name = '') => {
  const found = form.elements.namedItem(name)
  return found instanceof HTMLInputElement ? found : null
}

function write(place: HTMLElement | null, words: string | undefined): void {
  const text = place?.querySelector('span') ?? place
  if (place == null || text == null) return
  place.hidden = words === undefined
  text.textContent = words ?? ''
}

/** What is agreed to is read anew, and ticked anew. */
function renew(form: HTMLFormElement, words: string): void {
  const [sent, box] = [input(form, 'consentText'), input(form, 'consent')]
  if (sent !== null) sent.value = words
  if (box !== null) box.checked = false
  write(form.querySelector<HTMLElement>('[data-agreed]'), words)
}
