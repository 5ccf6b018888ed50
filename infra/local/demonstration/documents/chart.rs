//! Charts of measurements, as a student exports them from a spreadsheet.

use super::{
    super::draw::Draw,
    canvas::{Canvas, Rgb},
};

const WIDTH: i32 = 720;
const HEIGHT: i32 = 460;
const LEFT: i32 = 70;
const RIGHT: i32 = WIDTH - 34;
const TOP: i32 = 34;
const FOOT: i32 = HEIGHT - 58;

const PAPER: Rgb = [252, 252, 250];
const INK: Rgb = [52, 58, 66];
const GRID: Rgb = [222, 226, 230];
const COLOURS: [Rgb; 6] =
    [[31, 110, 160], [214, 106, 51], [44, 138, 100], [140, 84, 156], [196, 61, 84], [112, 128, 42]];

/// A chart (image/png, 720 by 460 pixels): bars, lines or points, as the seed says.
pub fn png(seed: u64) -> Vec<u8> {
    let mut draw = Draw::of(&[seed, 0xC4A7]);
    let mut canvas = Canvas::new(WIDTH, HEIGHT, PAPER);
    let step = *draw.pick(&[1, 2, 5, 10, 20]);
    axes(&mut canvas, step);
    match draw.below(3) {
        0 => bars(&mut canvas, &mut draw),
        1 => lines(&mut canvas, &mut draw),
        _ => points(&mut canvas, &mut draw),
    }
    encode(&canvas).unwrap_or_default()
}

fn axes(canvas: &mut Canvas, step: i32) {
    for line in 0..=6 {
        let y = FOOT - line * (FOOT - TOP) / 6;
        canvas.rectangle(LEFT, y, RIGHT - LEFT, 1, GRID);
        canvas.number(line * step, (LEFT - 10, y - 7), 3, INK);
    }
    canvas.rectangle(LEFT - 1, TOP - 10, 2, FOOT - TOP + 11, INK);
    canvas.rectangle(LEFT - 1, FOOT, RIGHT - LEFT + 12, 2, INK);
}

/// The height on the picture of a share of the axis, 0 to 100.
fn level(share: i32) -> i32 {
    FOOT - share * (FOOT - TOP) / 100
}

fn bars(canvas: &mut Canvas, draw: &mut Draw) {
    let groups = draw.between(4, 7);
    let kinds = draw.between(1, 2);
    let first = draw.below(COLOURS.len());
    let pitch = (RIGHT - LEFT) / groups;
    let breadth = pitch * 6 / 10 / kinds;
    for group in 0..groups {
        let left = LEFT + pitch * group + pitch * 2 / 10;
        for kind in 0..kinds {
            let share = draw.between(16, 96);
            let colour = COLOURS[(first + kind as usize) % COLOURS.len()];
            let x = left + kind * breadth;
            canvas.rectangle(x, level(share), breadth - 3, FOOT - level(share), colour);
        }
        canvas.number(group + 1, (left + pitch * 3 / 10 + 6, FOOT + 12), 3, INK);
    }
}

fn lines(canvas: &mut Canvas, draw: &mut Draw) {
    let places = draw.between(7, 11);
    let pitch = (RIGHT - LEFT) / places;
    let first = draw.below(COLOURS.len());
    for series in 0..draw.below(2) + 2 {
        let colour = COLOURS[(first + series) % COLOURS.len()];
        let mut share = draw.between(12, 70);
        let drift = draw.between(-4, 8);
        let mut last = None;
        for place in 0..places {
            let here = ((LEFT + pitch / 2 + pitch * place) as f32, level(share) as f32);
            if let Some(last) = last {
                canvas.stroke(last, here, 3.0, colour);
            }
            canvas.disc(here, 5.0, colour);
            last = Some(here);
            share = (share + drift + draw.between(-9, 9)).clamp(6, 96);
        }
    }
    for place in 0..places {
        let x = LEFT + pitch / 2 + pitch * place + 6;
        canvas.number(place + 1, (x, FOOT + 12), 3, INK);
    }
}

fn points(canvas: &mut Canvas, draw: &mut Draw) {
    let colour = *draw.pick(&COLOURS);
    let (low, high) = (draw.between(10, 30), draw.between(62, 90));
    let spread = draw.between(4, 12);
    let along = |place: i32| low + (high - low) * place / 100;
    let x = |place: i32| (LEFT + 16 + place * (RIGHT - LEFT - 32) / 100) as f32;
    let ends = [0, 100].map(|place| (x(place), level(along(place)) as f32));
    canvas.stroke(ends[0], ends[1], 2.0, GRID.map(|part| part - 60));
    for _ in 0..draw.between(24, 48) {
        let place = draw.between(0, 100);
        let share = (along(place) + draw.between(-spread, spread)).clamp(2, 98);
        canvas.disc((x(place), level(share) as f32), 4.5, colour);
    }
    for mark in 0..=5 {
        let at = x(mark * 20) as i32 + 8;
        canvas.number(mark * 20, (at, FOOT + 12), 3, INK);
    }
}

fn encode(canvas: &Canvas) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(canvas.pixels())?;
    Ok(bytes)
}
