package io.yuhitsu.api.transcript;

/** Somebody who speaks. @param id {@code s1}, {@code s2}, … @param label shown to people */
public record Speaker(String id, String label) {}
