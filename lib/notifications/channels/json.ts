// lib/notifications/channels/json.ts

/** What is no JSON is nothing we know. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
