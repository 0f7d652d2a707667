// tests/contract/channels.test.ts
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Secret } from '@/lib/kernel/secret'
import type { Channel, Outgoing, Sender } from '@/lib/notifications/channel'
import { PLAN } from '@/lib/notifications/plan'
import { channels } from '@/lib/notifications/registry'
import { sendHttp } from '@/lib/platform/http'
import { APPROVED_TEMPLATES } from '@/lib/simulator/data/whatsapp-templates'
import { testCtx } from '../support/test-ctx'
import { closedPort, testSimulator } from '../support/test-simulator'

const simulator = await testSimulator()
const nobody = await closedPort()
const { ctx } = testCtx({ http: sendHttp })

const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  whatsapp: {
    phoneNumberId: '104512345678901',
    token: 'EAAsecretofmeta',
    appSecret: 'simulated-app-secret',
    verifyToken: 'verify-me-please',
  },
  evolution: {
    serverUrl: 'https://evolution.example',
    instanceName: 'atendimento-1-open',
    apiKey: 'secretkey',
    jwtKey: 'jwtsecret',
  },
  email: {
    ...{ fromName: 'Quintal Sonoro', fromAddress: 'avisos@quintal.example' },
    ...{ host: 'smtp.quintal.example', user: 'avisos@quintal.example', password: 'mailsecret' },
  },
}

const counterpartOf = ({ code, counterpart = code }: Channel) => counterpart
const addressOf = (channel: Channel) =>
  new Map(Object.entries(simulator.addresses)).get(counterpartOf(channel)) ?? ''
/** Somebody who is there, and somebody who is not, as each channel writes to them. */
const PEOPLE = {
  phone: { here: '+5511987654321', nowhere: '+5511987650000' },
  email: { here: 'ana@example.com', nowhere: 'nobody@example.com' },
} as const

type Changed = { readonly url?: string; readonly settings?: Readonly<Record<string, string>> }
const open = (
  channel: Channel,
  { url = addressOf(channel), settings = {} }: Changed = {},
): Sender =>
  channel.open(
    { environment: 'simulator', simulatorUrl: url, mayCall: () => true },
    channel.settings.parse({ ...SETTINGS[channel.code], ...settings }),
  )

const outgoing = (given: Partial<Outgoing> = {}): Outgoing => ({
  messageId: ctx.newId('message'),
  instanceId: 'ins_1',
  to: '+5511987654321',
  body: 'Pagamento aprovado!',
  codeApart: null,
  template: {
    shape: { name: 'invoiced_1_v1', language: 'pt_BR', category: 'UTILITY', parameters: [] },
    values: ['TX1', 'Violão'],
  },
  ...given,
})

/** What makes each sender useless to its owner. */
const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  whatsapp: { token: 'EAAEXPIRED' },
  evolution: { apiKey: 'wrong' },
  email: { password: 'wrong' },
}

const onTheWire = Object.values<unknown>(channels)
  .map((channel) => channel as Channel)
  .filter((channel) => !channel.embedded)

/** The promises every channel keeps. A new one is run against them by being in the registry. */
describe.each(onTheWire)('$label', (channel) => {
  const { here, nowhere } = PEOPLE[channel.addressing]
  const fault = (mode: string) => simulator.fault(counterpartOf(channel), 'send', mode)

  test('what it took has a name of its own and arrived once', async () => {
    const handover = await open(channel).send(ctx, outgoing({ to: here }))
    expect(handover).toMatchObject({ kind: 'sent', channelMessageId: expect.any(String) })
    expect(simulator.messages.messages).toMatchObject([{ channel: channel.code, to: here }])
  })

  test('an answer that was lost is unknown, for the message may have left', async () => {
    fault('drop_response')
    expect(await open(channel).send(ctx, outgoing({ to: here }))).toMatchObject({ kind: 'unknown' })
    expect(simulator.messages.messages).toHaveLength(1)
  })

  test('a connection that was refused sent nothing', async () => {
    const handover = await open(channel, {
      url: nobody.replace('http:', new URL(addressOf(channel)).protocol),
    }).send(ctx, outgoing({ to: here }))
    expect(handover).toMatchObject({ kind: 'not_sent' })
  })

  test('an error page is worth another try', async () => {
    fault('http_500')
    expect(await open(channel).send(ctx, outgoing({ to: here }))).toMatchObject({
      kind: 'refused',
      refusal: { class: 'retry' },
    })
  })

  test('a key that is no longer good stops the sender, and is no fault of the message', async () => {
    const sender = open(channel, { settings: WRONG[channel.code] ?? {} })
    expect(await sender.send(ctx, outgoing({ to: here }))).toMatchObject({
      kind: 'refused',
      refusal: { class: 'sender_stopped' },
    })
    expect(await sender.check(ctx)).toMatchObject({ kind: 'refused' })
  })

  test('a number without the application is final, and left alone for a long time', async () => {
    const handover = await open(channel).send(ctx, outgoing({ to: nowhere }))
    expect(handover).toMatchObject({
      kind: 'refused',
      refusal: { class: 'final', unreachableDays: expect.any(Number) },
    })
  })

  test('says whether it can send', async () => {
    expect(await open(channel).check(ctx)).toMatchObject({ kind: 'connected' })
  })

  test('believes no webhook that it did not sign', () => {
    const settings = channel.settings.parse(SETTINGS[channel.code])
    const bytes = Buffer.from('{}')
    const now = ctx.now()
    for (const headers of [
      new Headers(),
      new Headers({ 'x-hub-signature-256': 'sha256=00', authorization: 'Bearer a.b.c' }),
    ]) {
      expect(channel.readWebhook(settings, { headers, bytes, now })).toBeNull()
    }
  })

  test('keeps its secrets out of what is printed', () => {
    const settings = channel.settings.parse(SETTINGS[channel.code])
    for (const { name, secret } of channel.fields.filter((field) => field.secret)) {
      expect(secret && (settings as Record<string, unknown>)[name]).toBeInstanceOf(Secret)
    }
    expect(JSON.stringify(settings)).not.toMatch(
      /EAAsecret|simulated-app|secretkey|jwtsecret|mailsecret/,
    )
  })
})

describe('the official channel', () => {
  const sender = open(channels.whatsapp as unknown as Channel)
  const textOnly = outgoing({ template: null })
  const withValues = (...values: string[]) => {
    const { template } = outgoing()
    return outgoing({ template: template && { ...template, values } })
  }

  test('outside the window of 24 hours free text is refused, inside it goes', async () => {
    expect(await sender.send(ctx, textOnly)).toMatchObject({
      refusal: { class: 'window_closed', code: '131047' },
    })
    await sendHttp({
      method: 'POST',
      url: `${simulator.url}/v23.0/104512345678901/_inbound`,
      headers: { authorization: 'Bearer EAAx', 'content-type': 'application/json' },
      body: JSON.stringify({ from: '5511987654321', text: 'Oi' }),
      timeoutMs: 5_000,
    })
    expect(await sender.send(ctx, textOnly)).toMatchObject({ kind: 'sent' })
  })

  test.each([
    ['one parameter too few', withValues('TX1'), '132000'],
    ['a line break in a parameter', withValues('TX1', 'a\nb'), '132012'],
  ])('%s is refused as Meta does', async (_, wrong, code) => {
    expect(await sender.send(ctx, wrong)).toMatchObject({
      refusal: { class: 'template_wrong', code },
    })
  })

  test.each([
    ['130429', 'retry'],
    ['131056', 'recipient_too_fast'],
    ['131048', 'slow_down'],
    ['131050', 'opted_out'],
    ['132015', 'template_wrong'],
    ['190', 'sender_stopped'],
    ['999999', 'final'],
  ])('the code %s asks for %s', async (code, wanted) => {
    simulator.fault('whatsapp', 'send', 'return_code', { code })
    expect(await sender.send(ctx, outgoing())).toMatchObject({ refusal: { class: wanted, code } })
  })

  test('knows every template of the default table with as many parameters', () => {
    const planned = PLAN.flatMap(({ steps }) => steps.map(({ template }) => template))
    const counts = planned.map(({ name, parameters }) => [name, parameters.length])
    const approved = Object.entries(APPROVED_TEMPLATES).map(([name, body]) => [
      name,
      new Set(body.match(/\{\{\d+\}\}/g)).size,
    ])
    expect(counts.sort()).toEqual(approved.sort())
  })

  test('a signed webhook is read, and what it does not know is passed over', () => {
    const { whatsapp } = channels
    const value = {
      statuses: [
        {
          id: 'wamid.1',
          status: 'read',
          timestamp: '1791205304',
          biz_opaque_callback_data: 'msg_1',
        },
        { id: 'wamid.2', status: 'teleported', timestamp: '1791205304' },
      ],
      messages: [{ from: '551187654321', timestamp: '1791205304', text: { body: 'SAIR' } }],
    }
    const bytes = Buffer.from(JSON.stringify({ entry: [{ changes: [{ value }] }] }))
    const digest = createHmac('sha256', 'simulated-app-secret').update(bytes).digest('hex')
    const headers = new Headers({ 'x-hub-signature-256': `sha256=${digest}` })
    const settings = whatsapp.settings.parse(SETTINGS.whatsapp)
    expect(whatsapp.readWebhook(settings, { headers, bytes, now: ctx.now() })).toMatchObject([
      { kind: 'status', messageId: 'msg_1', channelMessageId: 'wamid.1', state: 'read' },
      { kind: 'inbound', from: '+551187654321', text: 'SAIR' },
    ])
  })
})
