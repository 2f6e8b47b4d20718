//! The containers of pictures: segments of JPEG, chunks of PNG and RIFF, blocks of GIF, boxes of AVIF.
