//! Decoded pixels: turned, made smaller, cut to a frame.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, MulDiv, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::{Turn, Wrong};
use crate::source::Size;

/// The channels of a pixel, each of 8 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channels {
    Grey,
    Rgb,
    Rgba,
    /// Inks, 255 for none of it.
    Cmyk,
}

impl Channels {
    /// Bytes of a pixel.
    pub(super) fn count(self) -> usize {
        match self {
            Channels::Grey => 1,
            Channels::Rgb => 3,
            Channels::Rgba | Channels::Cmyk => 4,
        }
    }

    fn kind(self) -> PixelType {
        match self {
            Channels::Grey => PixelType::U8,
            Channels::Rgb => PixelType::U8x3,
            Channels::Rgba | Channels::Cmyk => PixelType::U8x4,
        }
    }
}

/// The pixels of a picture, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) size: Size,
    pub(super) channels: Channels,
    /// As many bytes as the size and the channels say.
    pub(super) data: Vec<u8>,
}

impl Pixels {
    /// Pixels from a decoder.
    ///
    /// # Errors
    /// If there are fewer or more bytes than the size says.
    pub(super) fn new(size: Size, channels: Channels, data: Vec<u8>) -> Result<Self, Wrong> {
        let bytes = size.pixels().checked_mul(channels.count() as u64);
        match bytes {
            Some(bytes) if bytes == data.len() as u64 && bytes > 0 => Ok(Pixels { size, channels, data }),
            _ => Err(Wrong::Broken("it has not as many pixels as it says".to_owned())),
        }
    }

    /// Weighs each pixel by how opaque it is, so that what is transparent lends no colour to its neighbours.
    pub(super) fn weighed(mut self) -> Self {
        if self.channels == Channels::Rgba {
            self.in_place(|muldiv, image| muldiv.multiply_alpha_inplace(image).is_ok());
        }
        self
    }

    /// Takes the weights away.
    pub(super) fn unweighed(mut self) -> Self {
        if self.channels == Channels::Rgba {
            self.in_place(|muldiv, image| muldiv.divide_alpha_inplace(image).is_ok());
        }
        self
    }

    /// Changes the pixels where they are; that fails where kinds of pixels differ, and there is one alone.
    fn in_place(&mut self, change: impl FnOnce(&MulDiv, &mut Image<'_>) -> bool) {
        let Size { width, height } = self.size;
        if let Ok(mut image) = Image::from_slice_u8(width, height, &mut self.data, self.channels.kind()) {
            change(&MulDiv::new(), &mut image);
        }
    }

    /// The same picture at another size, by Lanczos' filter of three lobes. The library's arithmetic is that of whole numbers:
    /// the same bytes, whichever extensions the processor has.
    pub(super) fn resized(&self, size: Size) -> Self {
        let channels = self.channels;
        if size == self.size {
            return self.clone();
        }
        let mut image = Image::new(size.width, size.height, channels.kind());
        let options =
            ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(false);
        if let Ok(source) = ImageRef::new(self.size.width, self.size.height, &self.data, channels.kind()) {
            // It can fail where kinds of pixels differ, or a frame does.
            let _ = Resizer::new().resize(&source, &mut image, &options);
        }
        Pixels { size, channels, data: image.into_vec() }
    }

    /// The same picture upright.
    pub(super) fn turned(self, turn: Turn) -> Self {
        if turn == Turn::None {
            return self;
        }
        let from = self.size;
        let size = from.turned(turn);
        let bytes = self.channels.count();
        let (width, height) = (from.width as usize, from.height as usize);
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..size.height as usize {
            for x in 0..size.width as usize {
                let (column, row) = match turn {
                    Turn::None => (x, y),
                    Turn::Mirror => (width - 1 - x, y),
                    Turn::Half => (width - 1 - x, height - 1 - y),
                    Turn::Flip => (x, height - 1 - y),
                    Turn::Transpose => (y, x),
                    Turn::Right => (y, height - 1 - x),
                    Turn::Transverse => (width - 1 - y, height - 1 - x),
                    Turn::Left => (width - 1 - y, x),
                };
                let at = (row * width + column) * bytes;
                data.extend_from_slice(&self.data[at..at + bytes]);
            }
        }
        Pixels { size, channels: self.channels, data }
    }

    /// The part of this size that begins at this column and row; it lies within the picture.
    pub(super) fn part(&self, left: u32, top: u32, size: Size) -> Self {
        let bytes = self.channels.count();
        let (width, left) = (self.size.width as usize * bytes, left as usize * bytes);
        let rows = self.data.chunks_exact(width).skip(top as usize).take(size.height as usize);
        let data = rows.flat_map(|row| row.iter().skip(left).take(size.width as usize * bytes)).copied();
        Pixels { size, channels: self.channels, data: data.collect() }
    }

    /// The same picture on white paper, where it is transparent.
    pub(super) fn opaque(self) -> Self {
        if self.channels != Channels::Rgba {
            return self;
        }
        let on_white = |pixel: &[u8]| {
            let alpha = u32::from(pixel[3]);
            let mix = |value: u8| {
                let sum = u32::from(value) * alpha + 255 * (255 - alpha);
                u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
            };
            [mix(pixel[0]), mix(pixel[1]), mix(pixel[2])]
        };
        let data = self.data.chunks_exact(4).flat_map(on_white).collect();
        Pixels { size: self.size, channels: Channels::Rgb, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32, data: &[u8]) -> Pixels {
        Pixels::new(Size { width, height }, Channels::Grey, data.to_vec()).unwrap()
    }

    #[test]
    fn a_picture_of_each_orientation_stands_upright() {
        // Upright it reads 1 2 3 over 4 5 6; each is stored as a camera stores it that was held that way.
        let stored: [(u32, u32, u32, [u8; 6]); 8] = [
            (1, 3, 2, [1, 2, 3, 4, 5, 6]),
            (2, 3, 2, [3, 2, 1, 6, 5, 4]),
            (3, 3, 2, [6, 5, 4, 3, 2, 1]),
            (4, 3, 2, [4, 5, 6, 1, 2, 3]),
            (5, 2, 3, [1, 4, 2, 5, 3, 6]),
            (6, 2, 3, [3, 6, 2, 5, 1, 4]),
            (7, 2, 3, [6, 3, 5, 2, 4, 1]),
            (8, 2, 3, [4, 1, 5, 2, 6, 3]),
        ];
        for (orientation, width, height, data) in stored {
            let upright = grey(width, height, &data).turned(Turn::of_exif(orientation));
            assert_eq!(upright, grey(3, 2, &[1, 2, 3, 4, 5, 6]), "orientation {orientation}");
        }
    }

    #[test]
    fn what_is_transparent_lends_no_colour() {
        // A red pixel beside a transparent green one: no green in between.
        let size = Size { width: 2, height: 1 };
        let two = Pixels::new(size, Channels::Rgba, vec![255, 0, 0, 255, 0, 255, 0, 0]).unwrap();
        let one = two.weighed().resized(Size { width: 1, height: 1 }).unweighed();
        assert_eq!(one.data[..3], [255, 0, 0]);
        assert!((120..136).contains(&one.data[3]), "{:?}", one.data);
    }

    #[test]
    fn paper_is_white() {
        let size = Size { width: 2, height: 1 };
        let two = Pixels::new(size, Channels::Rgba, vec![0, 0, 0, 0, 10, 20, 30, 255]).unwrap();
        assert_eq!(two.opaque().data, [255, 255, 255, 10, 20, 30]);
    }

    #[test]
    fn a_part_is_cut_out() {
        let part = grey(3, 3, &[1, 2, 3, 4, 5, 6, 7, 8, 9]).part(1, 1, Size { width: 2, height: 2 });
        assert_eq!(part.data, [5, 6, 8, 9]);
    }

    #[test]
    fn too_few_pixels_are_no_picture() {
        assert!(Pixels::new(Size { width: 2, height: 2 }, Channels::Rgb, vec![0; 11]).is_err());
    }
}
