// app/api/v1/sales/[id]/capture/route.ts
import { captureSale } from '@/lib/sales/capture-sale'
import { operateBy } from '../operate'

export const POST = operateBy(captureSale)
