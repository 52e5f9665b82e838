// SPDX-License-Identifier: Apache-2.0

package io.praetor.dns;

import io.praetor.dns.DnsSource.ServiceKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The forms of names below our domains, one entry each. The last label of a name that is one of the
/// kinds below decides; labels left of it are the form's name parts, labels right of it its suffix.
/// Pure, any thread.
final class Questions {
  private static final Asked NOTHING = new Asked.Nothing();

  private static final Form SERVICE = new Form("service", Questions::service);

  private static final List<Form> FORMS =
      List.of(
          SERVICE,
          new Form("connect", (parts, suffix) -> mesh(ServiceKind.CONNECT, parts, suffix)),
          new Form("virtual", Questions::virtual),
          new Form("ingress", (parts, suffix) -> mesh(ServiceKind.INGRESS, parts, suffix)),
          new Form("node", Questions::node),
          new Form("query", Questions::query),
          new Form("addr", (parts, suffix) -> new Asked.Address(String.join(".", parts))));

  private Questions() {}

  /// What the labels before the domain, in lower case, ask for.
  static Asked parse(String[] labels, int queryType) {
    for (int i = labels.length - 1; i >= 0; i--) {
      Form form = form(labels[i]);
      int parts = i;
      if (form == null && queryType == RecordType.SRV && labels[i].startsWith("_")) {
        // RFC 2782 names may leave out `.service`.
        form = SERVICE;
        parts = i + 1;
      }
      if (form != null) {
        return parts == 0
            ? NOTHING
            : form.reader.read(
                Arrays.copyOf(labels, parts), Arrays.copyOfRange(labels, i + 1, labels.length));
      }
    }
    return NOTHING;
  }

  /// `name.node`: dots belong to the name.
  private static Asked node(String[] parts, String[] suffix) {
    Place place = place(suffix);
    return place == null
        ? NOTHING
        : new Asked.Node(String.join(".", parts), place.datacenter, place.peer);
  }

  /// `name.service`, `tag.name.service` (all labels before the name are one tag) and
  /// `_name._tag.service`, where the tag `tcp` stands for none.
  private static Asked service(String[] parts, String[] suffix) {
    Place place = place(suffix);
    if (place == null) {
      return NOTHING;
    }
    String name;
    String tag;
    if (parts.length == 2 && parts[0].startsWith("_") && parts[1].startsWith("_")) {
      name = parts[0].substring(1);
      tag = parts[1].equals("_tcp") ? "" : parts[1].substring(1);
    } else {
      name = parts[parts.length - 1];
      tag = String.join(".", Arrays.copyOf(parts, parts.length - 1));
    }
    return new Asked.Service(
        ServiceKind.SERVICE, name, tag, place.datacenter, place.peer, place.port);
  }

  /// `name.connect` and `name.ingress`: further labels and a peer are read over.
  private static Asked mesh(ServiceKind kind, String[] parts, String[] suffix) {
    Place place = place(suffix);
    return place == null
        ? NOTHING
        : new Asked.Service(kind, parts[parts.length - 1], "", place.datacenter, "", place.port);
  }

  /// `name.virtual`: here a single label after it is a peer, not a datacenter.
  private static Asked virtual(String[] parts, String[] suffix) {
    String name = parts[parts.length - 1];
    if (suffix.length == 1) {
      return new Asked.Virtual(name, suffix[0]);
    }
    Place place = place(suffix);
    return place == null ? NOTHING : new Asked.Virtual(name, place.peer);
  }

  /// `name.query` with dots in the name, or `_name._anything.query`.
  private static Asked query(String[] parts, String[] suffix) {
    if (suffix.length > 1) {
      return NOTHING;
    }
    int last = parts.length - 1;
    boolean rfc2782 = last > 0 && parts[0].startsWith("_") && parts[last].startsWith("_");
    String name =
        rfc2782
            ? String.join(".", Arrays.copyOf(parts, last)).substring(1)
            : String.join(".", parts);
    return new Asked.Query(name, suffix.length == 0 ? "" : suffix[0]);
  }

  /// Nothing, a datacenter, or pairs such as `dc1.dc` and `http.port` in any order; null if it is none
  /// of these. The pairs `ns`, `ap` and `sg` belong to Consul Enterprise.
  private static @Nullable Place place(String[] suffix) {
    if (suffix.length == 1) {
      return new Place(suffix[0], "", "");
    }
    if (suffix.length % 2 != 0 || suffix.length > 6) {
      return null;
    }
    String datacenter = "";
    String peer = "";
    String port = "";
    for (int i = 0; i < suffix.length; i += 2) {
      switch (suffix[i + 1]) {
        case "dc" -> datacenter = suffix[i];
        case "peer" -> peer = suffix[i];
        case "port" -> port = suffix[i];
        default -> {
          return null;
        }
      }
    }
    return datacenter.isEmpty() || peer.isEmpty() ? new Place(datacenter, peer, port) : null;
  }

  private static @Nullable Form form(String label) {
    for (Form form : FORMS) {
      if (form.label.equals(label)) {
        return form;
      }
    }
    return null;
  }

  private record Place(String datacenter, String peer, String port) {}

  private record Form(String label, Reader reader) {}

  private interface Reader {
    Asked read(String[] parts, String[] suffix);
  }
}
