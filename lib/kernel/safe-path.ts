// lib/kernel/safe-path.ts
const HERE = 'http://here.invalid'

/**
 * Where to go after signing in: a path of this site, or home. Whoever made the link does not get to
 * send a person who just typed a password to another place.
 */
export function safePath(text: string | null | undefined): string {
  if (text == null || !/^\/(?![/\\])/.test(text)) return '/'
  const url = URL.parse(text, HERE)
  return url === null || url.origin !== HERE ? '/' : `${url.pathname}${url.search}${url.hash}`
}
