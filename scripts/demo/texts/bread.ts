/** Bread of long patience: sourdough, baguettes, ciabatta. */
import type { SubjectTexts } from '../story'

export const bread: readonly SubjectTexts[] = [
  {
    subject: 'sourdough',
    works: ['酸面包第一次长出了耳朵，割口翘得能挂钥匙。'],
    remarks: ['这个耳朵，可以挂钥匙了'],
  },
]
