/** Who a request to the gateway is from: whether it may come in at all, and for whom it speaks. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { HttpError } from '../http'

/** An openid as a header or cookie may carry it; the empty one is somebody without a WeChat identity. */
const OPENID = /^[\w-]{0,64}$/
const LOCAL_HOSTS = ['127.0.0.1', 'localhost']
const COOKIE_AGE_S = 365 * 86_400

/** `openid` is undefined when nobody has been picked yet. */
export interface Visitor {
  readonly hasToken: boolean
  readonly openid: string | undefined
}

function cookiesOf(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name, value]))
}

/** Compares in a time that does not depend on where the texts differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function validOpenid(text: string | undefined): string | undefined {
  return text !== undefined && OPENID.test(text) ? text : undefined
}

/** Cookies know no ports, so each server on this machine puts its own into their names. */
export class Door {
  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  /**
   * Refuses what did not come to this machine by its own name (another site's name that was pointed here)
   * and what another site's page sent.
   * @throws HttpError 421 or 403.
   */
  checkOrigin(request: IncomingMessage): void {
    const hosts = LOCAL_HOSTS.map((host) => `${host}:${this.port}`)
    if (!hosts.includes(request.headers.host ?? ''))
      throw new HttpError(421, 'WRONG_HOST', `This server answers only as ${hosts.join(' or ')}.`)
    const { origin } = request.headers
    if (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, '')))
      throw new HttpError(403, 'WRONG_ORIGIN', 'Requests of other sites are not answered.')
  }

  /** Reads the run's token and the identity: headers for programs, cookies for browsers, never mixed. */
  visitorOf(request: IncomingMessage): Visitor {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const header = request.headers['x-openid']
      const openid = validOpenid(typeof header === 'string' ? header : undefined)
      return { hasToken: isSame(authorization, `Bearer ${this.token}`), openid }
    }
    const cookies = cookiesOf(request)
    const hasToken = isSame(cookies.get(this.tokenCookie) ?? '', this.token)
    return { hasToken, openid: validOpenid(cookies.get(this.openidCookie)) }
  }

  isToken(text: string): boolean {
    return isSame(text, this.token)
  }

  /** The `set-cookie` header that lets a browser in. */
  letIn(): string {
    return this.cookie(this.tokenCookie, this.token, COOKIE_AGE_S)
  }

  /** The `set-cookie` header that makes a browser speak for somebody. */
  identify(openid: string): string {
    return this.cookie(this.openidCookie, openid, COOKIE_AGE_S)
  }

  /** The `set-cookie` header that makes a browser speak for nobody. */
  forget(): string {
    return this.cookie(this.openidCookie, '', 0)
  }

  private get tokenCookie(): string {
    return `tonghao_token_${this.port}`
  }

  private get openidCookie(): string {
    return `tonghao_openid_${this.port}`
  }

  private cookie(name: string, value: string, maxAgeS: number): string {
    return `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict`
  }
}
