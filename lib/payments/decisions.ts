// lib/payments/decisions.ts
import type { OwnCode } from './acquirer'
import { type Block, blocksOf } from './blocks'
import { findAdvice, findBrandCode, stricterOf, verdictOfBrand } from './brand-codes'
import { type Category, type Flow, type Verdict, verdictOf } from './categories'
import { AFTER_REFUSAL } from './failover'
import type { RefusalReason } from './outcome'
import {
  APPROVED,
  CLASS_OF_REASON,
  CONFIRMING,
  GUIDANCE,
  type RefusalClass,
  type Texts,
  WHAT_TO_DO,
} from './refusal-classes'
import { acquirers } from './registry'
import { type Retry, retry, retryOfAdvice, retryOfRule, stricterRetry } from './retry'

export type Asked = {
  readonly acquirer: string
  readonly brand: string | null
  /** The acquirer's own code. */
  readonly code: string
  /** The brand's, where the acquirer passes one on beside its own. */
  readonly brandCode?: string | null
  /** Mastercard's. */
  readonly adviceCode?: string | null
  readonly flow?: Flow
}

/** `by_policy`: as the producer set it. `after_query`: only once a query says that nothing was done. */
export type Failover = 'stop' | 'try_backup' | 'by_policy' | 'after_query'

/** Everything that follows from a code: the one place where it is decided. */
export type Decision = {
  readonly outcome: 'approved' | 'refused' | 'unknown'
  readonly category: Category
  /** Null unless it is a refusal. */
  readonly reason: RefusalReason | null
  /** What the buyer can do about it; null where no buyer waits, or nothing was refused. */
  readonly class: RefusalClass | null
  readonly failover: Failover
  readonly retry: Retry
  /** What may not be sent again because of it. */
  readonly blocks: readonly Block[]
  /** A row of retry-limits.csv that the acquirer asks for after this code. */
  readonly limit: string | null
  /** Null where no buyer waits: of a capture and of a refund. */
  readonly buyer: Texts | null
  readonly producer: Texts
  /** What the code says, without what to do about it. */
  readonly description: Texts
  /** By the brand's own table; null where the brand has no row for the code. */
  readonly reversible: boolean | null
  /** False for a code in no list: refused, no failover, and somebody is told. */
  readonly listed: boolean
}

/** Of a card alone: the brands have no word on a capture, a refund or a Pix. */
const OF_CARDS: readonly Flow[] = ['authorize', 'zero_auth']

const UNLISTED: Texts = { 'pt-BR': 'Código sem descrição', en: 'Code without a description' }

/**
 * Asked only of a code that the state has called a refusal, or to describe what a row kept. The
 * order: the brand's table, Mastercard's advice over it, then the acquirer's own list; where two
 * disagree the stricter is believed. An approval is never padded, so `4` is never `04`.
 */
export function decide(asked: Asked): Decision {
  const { code, brand, flow = 'authorize', adviceCode = null } = asked
  const known = Object.values(acquirers).find((each) => each.code === asked.acquirer)
  const own: OwnCode | null = known?.readCode(code) ?? null
  const undo = OF_UNDO.includes(flow) ? (known?.readUndoCode?.(code) ?? null) : null
  const answersIt = undo === null || own?.flows.includes(flow) === true
  if (own?.meaning === 'approved' && answersIt) return approved(own, flow)
  if (own !== null && undo === null && own.meaning === 'silent') return silent(own, flow)

  const ofBrand = known?.codesAreOfTheBrand === true
  const brandCode = OF_CARDS.includes(flow) ? (asked.brandCode ?? (ofBrand ? code : null)) : null
  const row = brandCode === null ? null : findBrandCode(brand, brandCode)
  const said = brandCode === null ? null : verdictOfBrand(brand, brandCode, adviceCode)
  const verdict = judged(own, said, ofBrand)
  const listed = own !== null || row !== null || undo !== null
  const description = textsOf(row) ?? undo ?? own?.description ?? UNLISTED
  const { reason, category } = verdict
  const card = OF_CARDS.includes(flow)
  const toldBy = { brand, brandCode, adviceCode, code, verdict, own }
  return {
    outcome: 'refused',
    category: UNDONE[flow] ?? category,
    reason,
    class: OF_UNDO.includes(flow) ? null : CLASS_OF_REASON[reason],
    failover: failoverOf(flow, reason),
    retry: retryOf(asked, own, row),
    blocks: card ? blocksOf(toldBy) : [],
    limit: card ? (own?.limit ?? null) : null,
    buyer: OF_UNDO.includes(flow) ? null : sentence(reason, row === null ? own : null),
    producer: joined(description, WHAT_TO_DO[reason], OF_UNDO.includes(flow)),
    description,
    reversible: row === null ? null : row.reversible === 'yes',
    listed,
  }
}

const OF_UNDO: readonly Flow[] = ['capture', 'refund']
const UNDONE: Readonly<Partial<Record<Flow, Category>>> = {
  capture: 'CAPTURE_ERROR',
  refund: 'REFUND_ERROR',
}

/** A list of the brand's own codes replaces the acquirer's reading of them; beside it, both count. */
function judged(own: OwnCode | null, said: Verdict | null, ofBrand: boolean): Verdict {
  const meaning = own === null ? 'unlisted' : (own.meaning as RefusalReason)
  const mine = own === null ? verdictOf('unlisted') : { reason: meaning, category: own.category }
  if (said === null) return mine
  return ofBrand ? said : stricterOf(said, mine)
}

function failoverOf(flow: Flow, reason: RefusalReason): Failover {
  if (OF_UNDO.includes(flow)) return 'stop' // Money goes back where it came from, and nowhere else.
  return reason === 'insufficient_funds' ? 'by_policy' : AFTER_REFUSAL[reason]
}

function retryOf({ brand, adviceCode = null }: Asked, own: OwnCode | null, row: Row): Retry {
  const advice = findAdvice(brand, adviceCode)
  const byRow = row === null ? null : retryOfRule(row.retry_rule)
  const byAdvice = advice === null ? null : retryOfAdvice(advice)
  const byBrand = byAdvice === null ? byRow : overridden(row, byRow, byAdvice)
  if (own === null) return byBrand ?? retry('never')
  return byBrand === null ? own.retry : stricterRetry(byBrand, own.retry)
}

type Row = ReturnType<typeof findBrandCode>

/** The advice decides when; an irreversible code stays one, unless it leaves it to the advice. */
function overridden(row: Row, byRow: Retry | null, byAdvice: Retry): Retry {
  const left = row?.reversible === 'yes' || row?.retry_rule.endsWith(':mac') === true
  return byRow === null || left ? byAdvice : stricterRetry(byRow, byAdvice)
}

const textsOf = (row: Row): Texts | null =>
  row === null ? null : { 'pt-BR': row.meaning_pt, en: row.meaning_en }

/** The acquirer's own sentence fits its own reading of the code, not the brand's. */
const sentence = (reason: RefusalReason, own: OwnCode | null): Texts => {
  const usual = GUIDANCE[CLASS_OF_REASON[reason]]
  return own?.guidance ? { ...usual, 'pt-BR': own.guidance } : usual
}

const joined = (says: Texts, todo: Texts, alone: boolean): Texts =>
  alone
    ? says
    : { 'pt-BR': `${stop(says['pt-BR'])} ${todo['pt-BR']}`, en: `${stop(says.en)} ${todo.en}` }
const stop = (said: string) => (said.endsWith('.') ? said : `${said}.`)

const approved = (own: OwnCode, flow: Flow): Decision => ({
  ...settled(own),
  outcome: 'approved',
  buyer: OF_UNDO.includes(flow) ? null : APPROVED,
  failover: 'stop',
})

const silent = (own: OwnCode, flow: Flow): Decision => ({
  ...settled(own),
  outcome: 'unknown',
  buyer: OF_UNDO.includes(flow) ? null : CONFIRMING,
  failover: OF_UNDO.includes(flow) ? 'stop' : 'after_query',
})

const settled = (own: OwnCode) => ({
  category: own.category,
  reason: null,
  class: null,
  retry: own.retry,
  blocks: [],
  limit: null,
  producer: own.description,
  description: own.description,
  reversible: null,
  listed: true,
})
