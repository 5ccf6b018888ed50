//! infra/codegen
