// tests/kernel/video-of.test.ts
import { describe, expect, test } from 'vitest'
import { videoOf } from '@/lib/kernel/video-of'

const YOUTUBE = { from: 'youtube', id: 'aqz-KE-bpKQ' }

describe('the address of a video', () => {
  test.each([
    'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
    'https://youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&t=42s',
    'https://m.youtube.com/watch?v=aqz-KE-bpKQ&list=PL1&index=2',
    'https://music.youtube.com/watch?v=aqz-KE-bpKQ',
    'https://youtu.be/aqz-KE-bpKQ?si=x9',
    'https://www.youtube.com/shorts/aqz-KE-bpKQ',
    'https://www.youtube.com/live/aqz-KE-bpKQ?feature=share',
    'https://www.youtube.com/embed/aqz-KE-bpKQ?autoplay=1',
    'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
    '  https://youtu.be/aqz-KE-bpKQ  ',
  ])('of YouTube is known however it was copied: %s', (address) => {
    expect(videoOf(address)).toEqual(YOUTUBE)
  })

  test.each([
    ['https://vimeo.com/76979871', '76979871'],
    ['https://vimeo.com/76979871?share=copy', '76979871'],
    ['https://player.vimeo.com/video/76979871', '76979871'],
    ['https://vimeo.com/channels/staffpicks/76979871', '76979871'],
    ['https://vimeo.com/manage/videos/76979871', '76979871'],
  ])('of Vimeo is known however it was copied: %s', (address, id) => {
    expect(videoOf(address)).toMatchObject({ from: 'vimeo', id })
  })

  test('of a Vimeo that is not listed carries the key without which it does not play', () => {
    expect(videoOf('https://vimeo.com/76979871/8272103f6e')).toEqual({
      from: 'vimeo',
      id: '76979871',
      key: '8272103f6e',
    })
    expect(videoOf('https://player.vimeo.com/video/76979871?h=8272103f6e')).toMatchObject({
      key: '8272103f6e',
    })
  })

  test('of a file is the file itself', () => {
    expect(videoOf('https://cdn.exemplo.com/a%20b/aula.MP4?token=1')).toEqual({
      from: 'file',
      address: 'https://cdn.exemplo.com/a%20b/aula.MP4?token=1',
    })
  })

  test.each([
    '',
    'aula',
    'http://youtu.be/aqz-KE-bpKQ',
    'https://youtube.com/@quintal',
    'https://youtube.com/playlist?list=PLabcdefghijk',
    'https://youtube.com/watch?v=curto',
    'https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ',
    'https://evil.example/youtu.be/aqz-KE-bpKQ',
    'https://user:pass@youtu.be/aqz-KE-bpKQ',
    'https://vimeo.com/quintal',
    'https://drive.google.com/file/d/1abc/view',
    'https://cdn.exemplo.com/aula.mp3',
    'javascript:alert(1)//.mp4',
    'data:video/mp4;base64,AAAA.mp4',
    '<iframe src="https://youtu.be/aqz-KE-bpKQ">',
  ])('that is none is none: %s', (address) => {
    expect(videoOf(address)).toBeNull()
  })
})
