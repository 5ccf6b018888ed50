//! Pictures that stand for photographs: hills under a sky, with what the light does.

use jpeg_encoder::{ColorType, Encoder, EncodingError};

use super::{
    super::draw::Draw,
    canvas::{Canvas, Rgb},
};

const WIDTH: i32 = 720;
const HEIGHT: i32 = 480;
const QUALITY: u8 = 82;

/// The top and the foot of a sky, the light, and the nearest hill.
struct Hour {
    top: Rgb,
    foot: Rgb,
    light: Rgb,
    near: Rgb,
}

const HOURS: [Hour; 5] = [
    Hour { top: [86, 150, 214], foot: [226, 240, 248], light: [255, 250, 226], near: [38, 92, 62] },
    Hour { top: [58, 60, 118], foot: [246, 168, 120], light: [255, 226, 170], near: [44, 34, 58] },
    Hour { top: [20, 30, 62], foot: [74, 98, 146], light: [240, 242, 230], near: [12, 22, 34] },
    Hour {
        top: [150, 178, 190],
        foot: [232, 228, 214],
        light: [250, 248, 240],
        near: [70, 88, 78],
    },
    Hour {
        top: [242, 190, 158],
        foot: [252, 236, 206],
        light: [255, 252, 240],
        near: [98, 62, 70],
    },
];

/// A picture (image/jpeg, 720 by 480 pixels): a landscape at an hour that the seed chooses.
pub fn jpeg(seed: u64) -> Vec<u8> {
    let mut draw = Draw::of(&[seed, 0x5CE7E]);
    let hour = draw.pick(&HOURS);
    let mut canvas = Canvas::new(WIDTH, HEIGHT, hour.top);
    sky(&mut canvas, &mut draw, hour);
    for layer in 1..=4 {
        hills(&mut canvas, &mut draw, hour, layer);
    }
    encode(&canvas).unwrap_or_default()
}

/// A colour between two, `part` of `whole` of the way to the second.
fn between(from: Rgb, to: Rgb, part: i32, whole: i32) -> Rgb {
    let mut mixed = from;
    for (place, colour) in mixed.iter_mut().enumerate() {
        let (start, end) = (i32::from(from[place]), i32::from(to[place]));
        *colour = (start + (end - start) * part / whole).clamp(0, 255) as u8;
    }
    mixed
}

fn sky(canvas: &mut Canvas, draw: &mut Draw, hour: &Hour) {
    for y in 0..canvas.height() {
        canvas.row(y, between(hour.top, hour.foot, y.min(320), 320));
    }
    let (x, y) = (draw.between(100, 620) as f32, draw.between(60, 180) as f32);
    let ground = between(hour.top, hour.foot, y as i32, 320);
    for ring in 0..5 {
        let colour = between(ground, hour.light, ring + 1, 6);
        canvas.disc((x, y), 78.0 - 9.0 * ring as f32, colour);
    }
    canvas.disc((x, y), 34.0, hour.light);
    for _ in 0..draw.between(2, 5) {
        cloud(canvas, draw, hour);
    }
}

fn cloud(canvas: &mut Canvas, draw: &mut Draw, hour: &Hour) {
    let (left, y) = (draw.between(-40, 640), draw.between(40, 200));
    let colour = between(hour.foot, hour.light, draw.between(2, 6), 8);
    for _ in 0..draw.between(5, 8) {
        let (x, lift) = (left + draw.between(0, 130), draw.between(-12, 6));
        let breadth = draw.between(16, 30) as f32;
        let at = (x as f32, (y + lift) as f32);
        canvas.stroke(at, (at.0 + 34.0, at.1), breadth, colour);
    }
}

/// One ridge over the whole breadth; layer 1 is the farthest and palest, 4 the nearest.
fn hills(canvas: &mut Canvas, draw: &mut Draw, hour: &Hour, layer: i32) {
    let colour = between(hour.foot, hour.near, layer, 4);
    let middle = (200 + layer * 56) as f32;
    let waves: Vec<(f32, f32, f32)> = (0..4)
        .map(|wave| {
            let height = draw.between(14, 34) as f32 / (1 + wave) as f32;
            let length = draw.between(260, 520) as f32 / (1 + 2 * wave) as f32;
            (height, length, draw.between(0, 628) as f32 / 100.0)
        })
        .collect();
    let ridge = |x: i32| -> f32 {
        let wave = |(height, length, start): &(f32, f32, f32)| {
            height * (x as f32 / length * std::f32::consts::TAU + start).sin()
        };
        middle + waves.iter().map(wave).sum::<f32>()
    };
    let ridges: Vec<f32> = (0..canvas.width()).map(ridge).collect();
    let foot = ridges.iter().copied().fold(0.0, f32::max).ceil() as i32;
    for (x, top) in (0..).zip(ridges) {
        canvas.column(x, top, foot, colour);
    }
    canvas.rectangle(0, foot, canvas.width(), canvas.height() - foot, colour);
}

fn encode(canvas: &Canvas) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, QUALITY).encode(
        canvas.pixels(),
        WIDTH as u16,
        HEIGHT as u16,
        ColorType::Rgb,
    )?;
    Ok(bytes)
}
