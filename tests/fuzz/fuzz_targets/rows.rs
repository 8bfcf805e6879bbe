#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| creatio_tests::fuzz::rows(bytes));
