package de.komcert.app.web;

/**
 * A path whose forms bring files. Features contribute theirs as a bean; what is sent there is read as it comes, through
 * {@link FormUpload}.
 *
 * @param pattern such as {@code /vorfaelle/{id}/dateien}
 */
public record UploadPath(String pattern) {}
