// lib/kernel/video-of.ts

/** Where a video is played from. `id` is its player's name for it; a file is its own address. */
export type VideoSource =
  | { readonly from: 'youtube' | 'vimeo'; readonly id: string }
  | { readonly from: 'file'; readonly address: string }

const YOUTUBE_ID = /^[\w-]{11}$/
const FILE = /\.(mp4|webm|m4v|mov)$/i

/** What a producer pastes: the address of a page, of a share, of a player, or of a file over https. */
export function videoOf(address: string): VideoSource | null {
  const url = URL.parse(address.trim())
  if (url === null || url.protocol !== 'https:' || url.username !== '') return null
  const host = url.hostname.replace(/^(www|m|music)\./, '')
  const [first = '', second = ''] = url.pathname.split('/').filter((part) => part !== '')
  if (host === 'youtu.be') return youtube(first)
  if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    return youtube(first === 'watch' ? (url.searchParams.get('v') ?? '') : second)
  }
  if (host === 'vimeo.com' || host === 'player.vimeo.com') {
    const id = [first, second].find((part) => /^\d{6,12}$/.test(part))
    return id === undefined ? null : { from: 'vimeo', id }
  }
  return FILE.test(url.pathname) ? { from: 'file', address: url.href } : null
}

const youtube = (id: string): VideoSource | null =>
  YOUTUBE_ID.test(id) ? { from: 'youtube', id } : null
