/** Fills a test world with what a first screen shows: posts with photos by members with faces. */
import { jpegPhoto } from './photos'
import { newRequestId, type Person, type World } from './world'

/** As long as captions in a feed usually are; the excerpt cuts it. */
const CAPTION =
  '这次把水量加到了七十八，整形的时候手有点抖，不过出炉那一刻闻到麦香就觉得都值了，切面的孔洞也比上次均匀。下次想试试隔夜冷藏发酵，听说风味会更好一些，有做过的朋友吗？'

/** Gives a member a picture of their own. */
async function giveFace(person: Person, hue: number): Promise<void> {
  const avatarMediaId = await person.upload(await jpegPhoto(hue, 320, 320), 'avatar')
  await person.call('member.updateProfile', { requestId: newRequestId(), avatarMediaId })
}

/** Publishes `count` posts, one in five without a photo, and resolves when everybody can see them. */
export async function fillFeed(world: World, count: number): Promise<void> {
  const authors = [world.alice, world.bob, world.carol]
  await Promise.all(authors.map((author, index) => giveFace(author, index * 90)))
  await world.settled()
  const shares = authors.map((_, index) =>
    Array.from({ length: count }, (__, number) => number).filter(
      (number) => number % authors.length === index,
    ),
  )
  await Promise.all(
    authors.map(async (author, index) => {
      for (const number of shares[index] ?? []) {
        const photo = await jpegPhoto((number * 37) % 360, 360, number % 2 === 0 ? 480 : 360)
        const photoIds = number % 5 === 4 ? [] : [await author.upload(photo)]
        await author.publish(`第 ${number + 1} 炉。${CAPTION}`, photoIds)
      }
    }),
  )
  await world.settled()
}
