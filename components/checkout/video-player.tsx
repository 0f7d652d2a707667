// components/checkout/video-player.tsx
'use client'

import { type MouseEvent, type ReactNode, useState } from 'react'

type Props = {
  readonly page: string
  readonly player: string
  readonly isFile: boolean
  readonly title: string
  readonly label: string
  readonly children: ReactNode
}

/** A link that becomes its video where it stands. */
export function VideoPlayer({ page, player, isFile, title, label, children }: Props) {
  const [playing, play] = useState(false)
  if (playing && isFile) {
    // biome-ignore lint/a11y/useMediaCaption: the producer's own file; its captions are inside it
    return <video className="video" src={player} title={title} controls autoPlay playsInline />
  }
  if (playing) {
    return (
      <iframe
        className="video"
        src={player}
        title={title}
        allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
        allowFullScreen
        referrerPolicy="strict-origin-when-cross-origin"
      />
    )
  }
  return (
    <a
      className="video"
      href={page}
      target="_blank"
      rel="noopener"
      aria-label={label}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        play(true)
      }}
    >
      {children}
    </a>
  )
}
