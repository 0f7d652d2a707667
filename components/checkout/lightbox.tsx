// components/checkout/lightbox.tsx
'use client'

import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { CloseIcon } from './icons'

type Words = { readonly close: string; readonly next: string; readonly previous: string }
type Shot = { readonly src: string; readonly alt: string }

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

/** Links to pictures open in a dialog of the browser: Esc closes, arrows turn, the focus comes back. */
export function Lightbox({ words, children }: { words: Words; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [shots, setShots] = useState<readonly Shot[]>([])
  const [at, setAt] = useState(0)
  const open = (event: MouseEvent<HTMLDivElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null) return
    event.preventDefault()
    const links = [...event.currentTarget.querySelectorAll('a')]
    setShots(links.map(({ href, dataset }) => ({ src: href, alt: dataset.alt ?? '' })))
    setAt(links.indexOf(link))
    dialog.current?.showModal()
  }
  const turn = (by: number) => setAt((now) => (now + by + shots.length) % shots.length)
  const shot = shots[at]
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div onClick={open}>{children}</div>
      <dialog
        ref={dialog}
        className="lightbox"
        aria-label={shot?.alt}
        onKeyDown={({ key }) => turn(STEPS[key] ?? 0)}
        onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      >
        {shot && (
          <figure>
            {/* biome-ignore lint/performance/noImgElement: its sizes were made when it was uploaded */}
            <img src={shot.src} alt={shot.alt} />
            {shot.alt && <figcaption aria-hidden>{shot.alt}</figcaption>}
          </figure>
        )}
        <div className="turns">
          {shots.length > 1 && (
            <>
              <button type="button" className="btn quiet" onClick={() => turn(-1)}>
                {words.previous}
              </button>
              <button type="button" className="btn quiet" onClick={() => turn(1)}>
                {words.next}
              </button>
            </>
          )}
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            <CloseIcon />
            {words.close}
          </button>
        </div>
      </dialog>
    </>
  )
}
