/**
 * The community's books, live: that they come to zero, what stands where, why they can be trusted, and the journal to
 * reckon oneself. Ids: `page-books`, `books`, `books-trial`, `books-export`, `account-{name}`.
 */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { type Books, fetchJournalFile, loadBooks, type OpenBooks } from '../../features/points/books'
import { FileExport } from '../../features/points/components/FileExport'
import { monthOf, signed } from '../../features/points/line-words'
import { sayTime } from '../../i18n/say-time'
import { useWords, type Words } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import './rules.scss'

export default function BooksPage() {
  const { points } = useWords()
  const [open, setOpen] = useState<OpenBooks>()
  const [failure, setFailure] = useState<ErrorCode>()
  const load = async () => {
    try {
      setFailure(undefined)
      if (!useMemberStore.getState().me) await refreshMe()
      if (!useMemberStore.getState().me) return
      setOpen(await loadBooks(monthOf(Date.now())))
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  useLoad(() => void load())
  return (
    <PageFrame name="books" title={points.books}>
      <MembersOnly>
        <View className="plain">
          {open ? <Open open={open} /> : null}
          {!open && failure ? <FailureView failure={failure} onRetry={() => void load()} /> : null}
          {!open && !failure ? <View className="skeleton plain-skeleton" /> : null}
        </View>
      </MembersOnly>
    </PageFrame>
  )
}

function Open({ open: { books, adjustments } }: { readonly open: OpenBooks }) {
  const { points } = useWords()
  const { book } = points
  return (
    <>
      <Trial books={books} />
      <View className="plain-heading">{book.whyTitle}</View>
      <View className="plain-card">
        {book.why.map((sentence) => (
          <View key={sentence} className="plain-line">
            {sentence}
          </View>
        ))}
      </View>
      <Accounts books={books} />
      <View className="plain-heading">{book.adjustments}</View>
      <View className="plain-note">
        {adjustments.length === 0
          ? book.noAdjustments
          : adjustments.map(({ points: amount }) => signed(amount)).join(' · ')}
      </View>
      <FileExport id="books-export" label={book.download} fileName={book.fileName} fetch={fetchJournalFile} />
    </>
  )
}

function Trial({ books }: { readonly books: Books }) {
  const words = useWords()
  const { book } = words.points
  const { trial, entryCount, auditedAt, sound, isWhole } = books
  const isZero = trial.points === 0 && trial.xp === 0
  return (
    <View id="books-trial" className="plain-card">
      <View className="plain-line">
        <View className="plain-title">{book.trial}</View>
        <View className="plain-figure">{`${trial.points} ${book.points} · ${trial.xp} ${book.xp}`}</View>
      </View>
      <View className="plain-line">{verdictOf(isZero, sound, words)}</View>
      <View className="plain-line plain-note">
        <View>{book.entries(entryCount)}</View>
        <View>
          {auditedAt === undefined ? book.notAudited : book.audited(sayTime(auditedAt, Date.now(), words))}
        </View>
        {isWhole ? null : <View>{book.behind}</View>}
      </View>
    </View>
  )
}

function verdictOf(isZero: boolean, isSound: boolean, { points: { book } }: Words): string {
  if (!isZero) return book.unbalanced
  return isSound ? book.balanced : book.stopped
}

const MINT = 'mint:'

function Accounts({ books }: { readonly books: Books }) {
  const words = useWords()
  const { book } = words.points
  return (
    <>
      <View className="plain-heading">{book.accounts}</View>
      <View id="books" className="plain-card">
        {books.totals.map(({ account, points, xp }) => (
          <View key={account} id={`account-${account.replace(':', '-')}`} className="plain-line">
            <View className="plain-words">{nameOf(account, words)}</View>
            <View className="plain-figure">{figureOf(points, xp, words)}</View>
          </View>
        ))}
      </View>
      {books.lapsing.length > 0 ? (
        <>
          <View className="plain-heading">{book.lapsing}</View>
          <View className="plain-card">
            {books.lapsing.map(({ expiresOn, amount }) => (
              <View key={expiresOn} className="plain-line">
                <View className="plain-words">{expiresOn}</View>
                <View className="plain-figure">{amount}</View>
              </View>
            ))}
          </View>
        </>
      ) : null}
    </>
  )
}

/** An account as people call it; one that is newer than this app goes by its own name. */
function nameOf(account: string, { points: { book, causes } }: Words): string {
  const names: Readonly<Record<string, string>> = book.names
  const sources: Readonly<Record<string, string>> = causes
  if (!account.startsWith(MINT)) return names[account] ?? account
  const source = account.slice(MINT.length)
  return book.mint(sources[source] ?? source)
}

function figureOf(points: number, xp: number, { points: { book } }: Words): string {
  const figures = [
    points === 0 ? '' : `${signed(points)} ${book.points}`,
    xp === 0 ? '' : `${signed(xp)} ${book.xp}`,
  ]
  return figures.filter((each) => each !== '').join(' · ') || '0'
}
