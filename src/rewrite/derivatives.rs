//! Todo.
use super::engine::Normalizer;
use super::step::Step;
use crate::expr::*;

pub fn rule(_n: &mut Normalizer, _id: Id) -> Option<Step> {
    None
}
