//! Stage 3: syntax trees become expressions: chains, scopes, sorts, readings, repairs, definitions, hypotheses.
//!
//! *Invariant:* judges nothing; returns the usual reading and names what it could not read.

pub mod antiderivatives;
pub mod asked;
pub mod associate;
pub mod attributions;
pub mod carried;
pub mod cases;
pub mod chains;
pub mod citations;
pub mod conventions;
pub mod declare;
pub mod denials;
pub mod dependents;
mod dimensions;
pub mod draws;
pub mod enumerated;
pub mod errors;
pub mod evidence;
mod extents;
pub mod falsities;
mod indefinite;
mod independence;
pub mod introductions;
mod items;
pub mod labels;
pub mod lower;
pub mod names;
mod normalizing;
pub mod numbers;
pub mod outright;
pub mod own_names;
mod own_words;
mod parameters;
pub mod parts;
pub mod phrases;
pub mod places;
mod properties;
pub mod ranges;
pub mod readings;
pub mod remarks;
pub mod roles;
pub mod scope;
pub mod sections;
pub mod sentences;
pub mod shapes;
pub mod sorts;
pub mod supposed;
pub mod survey;
pub mod ties;
pub mod told;

pub mod trailing;
pub mod turns;
pub mod unattributed;
mod under;
pub mod words;
