package de.komcert.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A form with files, read as it comes: the server keeps no copy of a file, neither in memory nor on the disk.
 *
 * <p>The fields stand before the files in the form. They are read at once, the files one after the other as they are
 * asked for.
 */
public final class FormUpload {

    /** Under this name a request carries it. */
    public static final String ATTRIBUTE = "de.komcert.app.web.FormUpload";

    private static final String FORM = "multipart/";
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_FIELDS = 64 * 1024;
    /** Room for a name of several hundred characters outside ASCII. */
    private static final int LONGEST_PART_HEADER = 8 * 1024;

    private final FileItemIterator parts;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private @Nullable FileItemStream next;

    private FormUpload(FileItemIterator parts) {
        this.parts = parts;
    }

    /**
     * A file of the form.
     *
     * @param name as its sender gave it, unchecked
     */
    public record Part(String name, InputStream content) {}

    /** Whether the request is a form with files. */
    static boolean isOne(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    /** Reads the fields up to the first file. */
    static FormUpload begin(HttpServletRequest request) throws IOException {
        var reader = new FileUpload();
        reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
        reader.setPartHeaderSizeMax(LONGEST_PART_HEADER);
        var upload = new FormUpload(reader.getItemIterator(new ServletRequestContext(request)));
        upload.readFields();
        return upload;
    }

    Map<String, List<String>> fields() {
        return fields;
    }

    /**
     * The next file; what was not read of the one before it is skipped. A field for a file that stayed empty is none.
     *
     * @throws IOException when the form breaks off
     */
    public Optional<Part> next() throws IOException {
        for (var part = following(); part != null; part = following()) {
            if (!part.isFormField()) {
                var name = name(part);
                if (!name.isEmpty()) {
                    return Optional.of(new Part(name, part.openStream()));
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable FileItemStream following() throws IOException {
        var part = next;
        next = null;
        return part != null ? part : parts.hasNext() ? parts.next() : null;
    }

    private void readFields() throws IOException {
        int left = LONGEST_FIELDS;
        for (int count = 0; parts.hasNext(); count++) {
            var part = parts.next();
            if (!part.isFormField()) {
                next = part;
                return;
            }
            var value = part.openStream().readNBytes(left + 1);
            left -= value.length;
            if (left < 0 || count == MOST_FIELDS) {
                throw new IOException("a form with more in its fields than one of ours has");
            }
            fields.computeIfAbsent(part.getFieldName(), _ -> new ArrayList<>())
                    .add(new String(value, StandardCharsets.UTF_8));
        }
    }

    private static String name(FileItemStream part) {
        try {
            var name = part.getName();
            return name == null ? "" : name;
        } catch (InvalidFileNameException withNul) {
            return withNul.getName();
        }
    }
}
