/** `riskControl.getUserRiskRank`: how likely somebody is a cheat, as the script says. */
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { APP_ID } from '../environment'
import { describeIssues } from '../issues'
import { OPENID } from '../openid'
import type { PlainObject } from '../types'
import { answerOf, INVALID_ARGUMENTS, INVALID_OPENID, INVALID_RISK_SCENE, WRONG_APP } from './answer'
import type { OpenApiScript } from './types'

const REGISTRATION = 0
const MARKETING = 1
const REQUEST_ID_MAX = 2 ** 31

const requestSchema = z.object({
  appid: z.string(),
  openid: z.string().default(''),
  scene: z.number(),
  client_ip: z.string().min(1),
  mobile_no: z.string().optional(),
  is_test: z.boolean().optional(),
})

export function rankRisk(args: PlainObject, { ranks }: OpenApiScript['risk']): PlainObject {
  const request = requestSchema.safeParse(args)
  if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
  const { appid, openid, scene } = request.data
  if (!OPENID.test(openid)) return answerOf(INVALID_OPENID, 'invalid openid')
  if (appid !== APP_ID) return answerOf(WRONG_APP, 'appid is not the one of the openid')
  if (scene !== REGISTRATION && scene !== MARKETING) return answerOf(INVALID_RISK_SCENE, 'invalid scene')
  return {
    ...answerOf(0, 'getuserriskrank succ'),
    risk_rank: ranks[openid] ?? 0,
    // The platform's own spelling.
    unoin_id: randomInt(REQUEST_ID_MAX),
  }
}
