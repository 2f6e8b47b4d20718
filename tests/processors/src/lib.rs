//! The resizer's bytes with each extension of this processor, held against those with none: a clinic's pictures shall be the
//! same bytes whoever builds them.
#![cfg(test)]

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{CpuExtensions, FilterType, MulDiv, PixelType, ResizeAlg, ResizeOptions, Resizer};

const KINDS: [(PixelType, usize); 3] = [(PixelType::U8, 1), (PixelType::U8x3, 3), (PixelType::U8x4, 4)];

/// From and to which sizes: odd ones, since extensions take several pixels at once and the rest one by one.
const SIZES: [[u32; 4]; 7] = [
    [2000, 1333, 1440, 960],
    [1824, 1368, 480, 360],
    [1001, 667, 960, 640],
    [37, 53, 36, 11],
    [5000, 3, 480, 1],
    [3, 5000, 1, 480],
    [64, 64, 63, 63],
];

/// The extensions that this processor has, beside none.
fn extensions() -> Vec<CpuExtensions> {
    #[cfg(target_arch = "x86_64")]
    let all = [CpuExtensions::Sse4_1, CpuExtensions::Avx2];
    #[cfg(target_arch = "aarch64")]
    let all = [CpuExtensions::Neon];
    all.into_iter().filter(CpuExtensions::is_supported).collect()
}

/// Bytes without a pattern, the same ones each time.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..bytes).map(|_| next()).collect()
}

fn resized(kind: PixelType, pixels: &[u8], [width, height, to_width, to_height]: [u32; 4], with: CpuExtensions) -> Vec<u8> {
    let source = ImageRef::new(width, height, pixels, kind).unwrap();
    let mut image = Image::new(to_width, to_height, kind);
    let mut resizer = Resizer::new();
    // SAFETY: only extensions that are supported are given.
    unsafe { resizer.set_cpu_extensions(with) };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(false);
    resizer.resize(&source, &mut image, &options).unwrap();
    image.into_vec()
}

#[test]
fn every_extension_makes_the_same_pixels_as_none() {
    let extensions = extensions();
    assert!(!extensions.is_empty(), "this processor has no extension to compare");
    for (kind, channels) in KINDS {
        for size in SIZES {
            let pixels = noise((size[0] * size[1]) as usize * channels);
            let plain = resized(kind, &pixels, size, CpuExtensions::None);
            for with in &extensions {
                assert!(resized(kind, &pixels, size, *with) == plain, "{kind:?} {size:?} {with:?}");
            }
        }
    }
}

#[test]
fn transparency_is_weighed_alike() {
    let extensions = extensions();
    let weighed = |with: CpuExtensions| {
        let mut pixels = noise(1001 * 77 * 4);
        let mut image = Image::from_slice_u8(1001, 77, &mut pixels, PixelType::U8x4).unwrap();
        let mut muldiv = MulDiv::new();
        // SAFETY: only extensions that are supported are given.
        unsafe { muldiv.set_cpu_extensions(with) };
        muldiv.multiply_alpha_inplace(&mut image).unwrap();
        let multiplied = image.buffer().to_vec();
        muldiv.divide_alpha_inplace(&mut image).unwrap();
        (multiplied, image.buffer().to_vec())
    };
    let plain = weighed(CpuExtensions::None);
    for with in extensions {
        assert!(weighed(with) == plain, "{with:?}");
    }
}
