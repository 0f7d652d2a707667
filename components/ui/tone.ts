// components/ui/tone.ts
/** What a state means. Colour is only its second voice: each comes with an icon and a word. */
export type Tone = 'paid' | 'authorized' | 'waiting' | 'refused' | 'returned' | 'neutral'
