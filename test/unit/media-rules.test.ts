/** What a photo may be and what its checks decide. */
import {
  decisionOf,
  incomingPathOf,
  namesIncomingFile,
  sniffPictureType,
  statesOverruledBy,
} from '../../cloudfunctions/media/rules'
import { brokenJpeg, jpegPhoto, renamedPdf } from '../support/photos'

test('a type is what the bytes say', async () => {
  expect(sniffPictureType(await jpegPhoto(1))).toBe('jpeg')
  expect(sniffPictureType(await brokenJpeg())).toBe('jpeg')
  expect(sniffPictureType(Buffer.from('\x89PNG\r\n\x1a\n----', 'latin1'))).toBe('png')
  expect(sniffPictureType(Buffer.from('RIFF0000WEBPVP8 '))).toBe('webp')
})

test.each([
  ['a renamed PDF', renamedPdf()],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a GIF', Buffer.from('GIF89a')],
  ['a WAV in RIFF', Buffer.from('RIFF0000WAVEfmt ')],
  ['nothing', Buffer.alloc(0)],
  ['two bytes', Buffer.from([0xff, 0xd8])],
])('%s is no picture', (_name, bytes) => {
  expect(sniffPictureType(bytes)).toBeUndefined()
})

const path = incomingPathOf('med_00000001', 'abc')
test.each([
  ['the very file', `cloud://env.bucket/${path}`, true],
  ['another path', 'cloud://env.bucket/original/med_2', false],
  ['a longer path', `cloud://env.bucket/${path}/x`, false],
  ['a path that only ends alike', `cloud://env.bucket/x/${path}`, false],
  ['another environment', `cloud://other.bucket/${path}`, false],
  ['an environment that begins alike', `cloud://env2.bucket/${path}`, false],
  ['an address', `https://env.bucket/${path}`, false],
])('a file id of %s', (_name, fileId, names) => {
  expect(namesIncomingFile(fileId, 'env', path)).toBe(names)
})

test('without an environment nothing is named', () => {
  expect(namesIncomingFile(`cloud:///${path}`, '', path)).toBe(false)
})

test.each([
  [{ errcode: 0, result: { suggest: 'pass' } }, 'passed'],
  [{ result: { suggest: 'risky' } }, 'rejected'],
  [{ errcode: 0, result: { suggest: 'review' } }, undefined],
  [{ errcode: -1, result: { suggest: 'pass' } }, undefined],
  [{ errcode: 0 }, undefined],
  [{ errcode: 0, result: { suggest: 'PASS' } }, undefined],
])('the answer %j decides %s', (answer, decision) => {
  expect(decisionOf(answer)).toBe(decision)
})

test('a rejection overrules a pass, never the other way round', () => {
  expect(statesOverruledBy('rejected')).toContain('passed')
  expect(statesOverruledBy('passed')).not.toContain('rejected')
})
