// lib/kernel/video-of.ts

/** Where a video is played from. `id` is its player's name for it; a file is its own address. */
export type VideoSource =
  | { readonly from: 'youtube'; readonly id: string }
  /** `key`: of one that is not listed, and does not play without it. */
  | { readonly from: 'vimeo'; readonly id: string; readonly key?: string }
  | { readonly from: 'file'; readonly address: string }

const YOUTUBE_ID = /^[\w-]{11}$/
const FILE = /\.(mp4|webm|m4v|mov)$/i

/** What a producer pastes: the address of a page, of a share, of a player, or of a file over https. */
export function videoOf(address: string): VideoSource | null {
  const url = URL.parse(address.trim())
  if (url === null || url.protocol !== 'https:' || url.username !== '') return null
  const host = url.hostname.replace(/^(www|m|music)\./, '')
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const [first = '', second = ''] = parts
  if (host === 'youtu.be') return youtube(first)
  if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    return youtube(first === 'watch' ? (url.searchParams.get('v') ?? '') : second)
  }
  if (host === 'vimeo.com' || host === 'player.vimeo.com') {
    return vimeo(parts, url.searchParams.get('h'))
  }
  return FILE.test(url.pathname) ? { from: 'file', address: url.href } : null
}

const youtube = (id: string): VideoSource | null =>
  YOUTUBE_ID.test(id) ? { from: 'youtube', id } : null

function vimeo(parts: readonly string[], asked: string | null): VideoSource | null {
  const at = parts.findIndex((part) => /^\d{6,12}$/.test(part))
  const id = parts[at]
  if (id === undefined) return null
  const key = [asked, parts[at + 1]].find((each) => each != null && /^[0-9a-f]{8,20}$/.test(each))
  return { from: 'vimeo', id, ...(key != null && { key }) }
}
