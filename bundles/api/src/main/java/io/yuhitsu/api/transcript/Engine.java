package io.yuhitsu.api.transcript;

/** What recognised the speech. @param name engine, {@code vosk} @param model name of the model */
public record Engine(String name, String model) {}
