//! The layout of a certificate. Expressions, sorts and names are rows of one table, which refer to earlier rows only.

use serde::{Deserialize, Serialize};

use crate::expr::{BinderKind, Comparison, Constant, Operator, Role};

/// The format's version.
pub const SCHEMA: u32 = 1;

/// All proofs of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub schema: u32,
    pub tool: String,
    /// The laws used, as they were read.
    pub laws: Vec<LawText>,
    pub notes: Vec<NoteProofs>,
    /// Checksum of all the rest: it guards against slips. What is proved is guarded by being stated twice, as rows and as
    /// text, and by the kernel.
    pub digest: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawText {
    pub id: String,
    /// The statement and the conditions, fully bracketed.
    pub statement: String,
    pub conditions: Vec<String>,
}

/// The proofs of one note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteProofs {
    pub path: String,
    pub table: Vec<Row>,
    pub proofs: Vec<Proof>,
    pub steps: Vec<Step>,
}

/// One proved step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    pub line: usize,
    pub left: usize,
    pub relation: Comparison,
    pub right: usize,
    pub proof: usize,
    pub facts: Vec<Fact>,
    /// What is supposed, and what names carry by their use.
    pub hypotheses: Vec<usize>,
    pub carried: Vec<usize>,
    /// The same once more, to be read.
    pub says: Says,
}

/// What a step says, in full brackets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    pub statement: String,
    /// The names with their sorts.
    pub names: Vec<String>,
    pub facts: Vec<String>,
    pub hypotheses: Vec<String>,
    pub carried: Vec<String>,
    /// Conditions that hold because both sides are defined, as far as the proof needs them.
    pub assumptions: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub kind: FactKind,
    pub left: usize,
    pub right: usize,
    pub variables: Vec<usize>,
    pub conditions: Vec<usize>,
    pub source: String,
    pub given: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
    Definition,
    Hypothesis,
    Result,
}

/// A row of the table; numbers are places of earlier rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Row {
    Sort(Sort),
    Name {
        spelling: String,
        sort: usize,
        role: Role,
        version: u32,
        domain: Option<Domain>,
    },
    Node(Node),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    Real,
    Integer,
    Complex,
    Truth,
    Vector(usize),
    Matrix(usize, usize),
    Sequence(usize),
    Element(Option<usize>),
    Set(usize),
    Function(Vec<usize>, usize),
    Family,
    Distribution,
    Random(usize),
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Domain {
    All,
    Range(usize, usize),
    In(usize),
    At(usize),
    Above(usize),
    Below(usize),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Node {
    Number(String),
    Constant(Constant),
    Name(usize),
    Bound(u32, usize),
    Sum(Vec<usize>),
    Product(Vec<usize>),
    Power(usize, usize),
    Apply(Operator, Vec<usize>),
    Call(usize, Vec<usize>),
    Density(usize, Vec<(usize, usize)>, Vec<(usize, usize)>),
    Chain(Vec<usize>),
    Component(usize, Vec<usize>),
    Matrix(u32, u32, Vec<usize>),
    Bind(BinderKind, usize, Domain, usize),
    Relation(Comparison, usize, usize),
    Cases(Vec<(usize, usize)>),
}

/// A proof; numbers are places of earlier proofs, of rows of the table, or of the step's facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Proof {
    Same(usize),
    Law(String, Vec<usize>),
    Fact(usize, Vec<usize>),
    Ring(usize, usize),
    Flip(usize),
    Then(Vec<usize>),
    /// The node, its children as it lists them, and the proof for each.
    Inside(usize, Vec<usize>, Vec<Option<usize>>),
    /// The binder, the local name, the proof of the body.
    Under(usize, usize, usize),
    Computed(String, usize, usize),
    Order(String, Vec<usize>, usize, usize),
    AtMost(Vec<usize>),
    /// A proof for each piece of a function.
    Cases(Vec<usize>),
}

impl Certificate {
    /// The checksum that belongs to the content.
    pub fn checksum(&self) -> String {
        let content = Certificate {
            digest: String::new(),
            ..self.clone()
        };
        let text = serde_json::to_string(&content).unwrap_or_default();
        // FNV-1a of 128 bits.
        let hash = text.bytes().fold(
            0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
            |hash, byte| {
                (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
            },
        );
        format!("{hash:032x}")
    }
}
