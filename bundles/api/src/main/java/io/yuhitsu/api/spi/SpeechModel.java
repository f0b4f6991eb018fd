package io.yuhitsu.api.spi;

import java.util.Locale;

/**
 * A speech model that is installed.
 *
 * @param name of its folder, unique in its engine
 * @param engine {@code vosk}
 * @param bytes on disk
 * @param demo shipped for trying out; minutes made with it carry a notice
 */
public record SpeechModel(String name, String engine, Locale language, long bytes, boolean demo) {}
