// lib/simulator/messages-book.ts

/** One message a channel took, as `GET /_control/messages` tells it. */
export type BookedMessage = {
  readonly channel: string
  /** The sender as the channel knows it: a phone number id, an instance name. */
  readonly instance: string
  readonly to: string
  readonly body: string
  readonly at: string
  /** Of a mail. */
  readonly subject?: string
  readonly html?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** Every message a channel accepted, in order. */
export function makeMessagesBook(now: () => Date) {
  const messages: BookedMessage[] = []
  return {
    messages,
    add(message: Omit<BookedMessage, 'at'>): BookedMessage {
      const booked = { ...message, at: now().toISOString() }
      messages.push(booked)
      return booked
    },
    clear: () => void messages.splice(0),
    restore: (kept: readonly BookedMessage[]) => void messages.push(...kept),
  }
}

export type MessagesBook = ReturnType<typeof makeMessagesBook>
