// components/ui/cn.ts
import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our own names, so that a size is not taken for a colour: `text-2xl` and `text-tone` both stay. */
const merge = extendTailwindMerge({ extend: { classGroups: { shadow: [{ shadow: ['float'] }] } } })

export const cn = (...classes: ClassValue[]) => merge(clsx(classes))
